import { markedTask, type Task, taskOf } from '../../conversation/index.ts';
import { asObject, asText, type JsonObject } from '../../json-view.ts';
import { contentOf } from '../openai-messages.ts';

const HEADING = 'ISSUE:\n';

/**
 * The task of a run: what the configuration holds as its text, else the first message of a user that is no demonstration,
 * by its tags, its headings or its marks. The context is where the work begins: the folder, the state of the shell.
 */
export function issueOf(history: readonly JsonObject[], config: JsonObject): Task {
  const opening = history.find((message) => message['role'] === 'user');
  const text = opening === undefined ? '' : contentOf(opening['content']);
  const task = headedTask(text) ?? markedTask(text) ?? taskOf(text);
  const context = [task.context, ...shellState(text)].filter((part) => part !== '').join('\n');
  const given = asText(asObject(config['problem_statement'])?.['text'])?.trim() ?? '';
  return { goal: given === '' ? task.goal : given, context, preamble: task.preamble };
}

/** The text before the instructions, from its heading on where it has one. */
function headedTask(text: string): Task | null {
  const end = text.indexOf('\nINSTRUCTIONS:');
  const heading = text.indexOf(HEADING);
  const from = heading >= 0 && heading < end ? heading + HEADING.length : 0;
  const goal = end < 0 ? '' : text.slice(from, end).trim();
  return goal === '' ? null : { goal, context: '', preamble: text.replace(goal, '').trim() };
}

/** The lines `(Open file: ..)` and `(Current directory: ..)` before the prompt of the shell. */
function shellState(text: string): readonly string[] {
  const lines = text.slice(-2000).split('\n');
  return lines.filter((line) => /^\((?:Open file|Current directory|Interactive session): .{0,500}\)$/.test(line));
}
