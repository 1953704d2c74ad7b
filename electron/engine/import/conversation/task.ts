/** A task as a prompt tells it: the goal, what is seen at the start, and what was said before (examples, rules). */
export interface Task {
  readonly goal: string;
  readonly context: string;
  readonly preamble: string;
}

/** Marks around a task, as prompts for work on code have them. */
const TAGS = ['pr_description', 'issue_description', 'problem_statement'] as const;

const HEADING = /^# Problem Statement[ \t]*\n/m;

const MARKER = /^[ \t]*(?:your task is to|task(?: description)?|question|instruction|goal)[ \t]*:[ \t]*/gim;

/** Without a colon it may be a rule among others, so it counts only where there is no marker. */
const PLAIN = /^[ \t]*your task is to[ \t]+(?=\S)/gim;

/** Pages of a shop in one line. */
const PAGE = /\bInstruction: \[SEP\] ([^[\]]{1,2000}) \[SEP\]/;

/** Looked at from the end; a text of nothing but markers has no task. */
const MARKS_AT_MOST = 50;

/**
 * Finds the task in a prompt by its marker (`Question:`, `Task:`, `Your task is to:` ..). The last one counts: what
 * stands before it are worked examples. The goal is the rest of its line, or the next paragraph when that is empty;
 * the context is the paragraph before the marker and what follows the goal.
 * A task between tags is told by them, and the folder between `<uploaded_files>` is its context.
 * @returns null when there is no marker with a text.
 */
export function markedTask(text: string): Task | null {
  const tagged = taggedTask(text);
  if (tagged !== null) return tagged;
  return pageTask(text) ?? lineTask(text, MARKER) ?? lineTask(text, PLAIN);
}

function pageTask(text: string): Task | null {
  const page = text.includes('[SEP]') ? PAGE.exec(text) : null;
  if (page === null) return null;
  const rest = text.slice(page.index + page[0].length).trim();
  return { goal: (page[1] ?? '').trim(), context: rest, preamble: '' };
}

function lineTask(text: string, marker: RegExp): Task | null {
  const marks = [...text.matchAll(marker)];
  for (const mark of marks.slice(-MARKS_AT_MOST).toReversed()) {
    const start = mark.index + mark[0].length;
    const goal = goalAt(text, start);
    if (goal.text === '') continue;
    const before = text.slice(0, mark.index).trimEnd();
    const cut = paragraphStart(before);
    const context = [before.slice(cut).trim(), text.slice(goal.end).trim()].filter((part) => part !== '').join('\n');
    return { goal: goal.text, context, preamble: before.slice(0, cut).trim() };
  }
  return null;
}

function taggedTask(text: string): Task | null {
  for (const tag of TAGS) {
    const goal = between(text, tag).trim();
    if (goal === '') continue;
    return { goal, context: between(text, 'uploaded_files').trim(), preamble: text.replace(goal, '').trim() };
  }
  return headedTask(text);
}

/** A task under its heading, up to the next heading or the rules that follow. */
function headedTask(text: string): Task | null {
  const heading = HEADING.exec(text);
  if (heading === null) return null;
  const rest = text.slice(heading.index + heading[0].length);
  const end = rest.search(/\n(?:# |\nIMPORTANT:)/);
  const goal = rest.slice(0, end < 0 ? rest.length : end).trim();
  return goal === '' ? null : { goal, context: '', preamble: text.replace(goal, '').trim() };
}

/** The text of the first pair of tags, or ''. */
function between(text: string, tag: string): string {
  const from = text.indexOf(`<${tag}>`);
  const to = from < 0 ? -1 : text.indexOf(`</${tag}>`, from);
  return to < 0 ? '' : text.slice(from + tag.length + 2, to);
}

function goalAt(text: string, start: number): { readonly text: string; readonly end: number } {
  const lineEnd = endOf(text, '\n', start);
  const line = text.slice(start, lineEnd).trim();
  if (line !== '') return { text: line, end: lineEnd };
  const paragraphEnd = endOf(text, '\n\n', lineEnd);
  return { text: text.slice(lineEnd, paragraphEnd).trim(), end: paragraphEnd };
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from + (mark.length > 1 ? 1 : 0));
  return at < 0 ? text.length : at;
}

/** Where the last paragraph begins: after a blank line or a rule of dashes. */
function paragraphStart(text: string): number {
  const blank = text.lastIndexOf('\n\n');
  const rule = text.lastIndexOf('\n---');
  const ruleEnd = rule < 0 ? -1 : text.indexOf('\n', rule + 1);
  return Math.max(blank < 0 ? 0 : blank + 2, ruleEnd < 0 ? 0 : ruleEnd + 1);
}

/** A question in a line of its own at the end is the goal, and what stands before it the context; null without one. */
export function questionOf(text: string): Task | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('\n\n');
  const last = trimmed.slice(at + 2);
  if (at < 0 || !last.endsWith('?') || last.includes('\n')) return null;
  return { goal: last, context: trimmed.slice(0, at).trim(), preamble: '' };
}

/** The task of a prompt: by its marker, else the whole text is the goal. */
export function taskOf(text: string): Task {
  return markedTask(text) ?? { goal: text.trim(), context: '', preamble: '' };
}
