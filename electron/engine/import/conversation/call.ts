import type { Action, JsonValue } from '../../../../shared/model/index.ts';
import { asText } from '../json-view.ts';

/** A call of a tool. `id` is what its result refers to. */
export interface Call {
  readonly id: string | null;
  readonly name: string;
  readonly arguments: Readonly<Record<string, JsonValue>>;
}

const SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'shell', 'execute_bash', 'run_shell_command']);

/** A call as an action. A call of a shell is its command line, as agents that have no calls write it. */
export function actionOfCall({ name, arguments: given }: Pick<Call, 'name' | 'arguments'>): Action {
  const command = SHELLS.has(name.toLowerCase()) ? (asText(given['command']) ?? asText(given['cmd'])) : null;
  if (command !== null && command.trim() !== '') return { kind: 'text', text: command.trim() };
  return { kind: 'tool', name, arguments: given };
}

/** A call that stands for an action in plain text: `actionOfCall` gives the text back. */
export function callOfText(text: string): Call {
  return { id: null, name: 'bash', arguments: { command: text } };
}
