import type { Action, JsonValue } from '../../../../shared/model/index.ts';
import { asText } from '../json-view.ts';

/** A call of a tool. `id` is what its result refers to. */
export interface Call {
  readonly id: string | null;
  readonly name: string;
  readonly arguments: Readonly<Record<string, JsonValue>>;
}

const SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'shell', 'execute_bash', 'run_shell_command']);
const NOTEBOOKS: ReadonlySet<string> = new Set(['run_ipython', 'execute_ipython_cell']);

/** A call as an action. A call of a shell is its command line, one of a notebook its code, as agents without calls write. */
export function actionOfCall({ name, arguments: given }: Pick<Call, 'name' | 'arguments'>): Action {
  const text = (lineIn(name.toLowerCase(), given) ?? '').trim();
  return text === '' ? { kind: 'tool', name, arguments: given } : { kind: 'text', text };
}

function lineIn(name: string, given: Call['arguments']): string | null {
  if (SHELLS.has(name)) return asText(given['command']) ?? asText(given['cmd']);
  return NOTEBOOKS.has(name) ? asText(given['code']) : null;
}

/** A call that stands for an action in plain text: `actionOfCall` gives the text back. */
export function callOfText(text: string): Call {
  return { id: null, name: 'bash', arguments: { command: text } };
}
