import { parseArguments, seedBounds, wrongUse } from './arguments.ts';
import { interruption } from '../../../shared/contract/index.ts';
import type { ErrorReport } from '../../../shared/errors.ts';
import type { Answer, Command, Streams } from './command.ts';
import { commands } from './commands/index.ts';
import { failureOf, statusOf } from './errors.ts';
import { plainText } from './plain-text.ts';
import { findInstallation } from './root.ts';

/**
 * Runs one command line. With `--json` exactly one JSON document goes to stdout; messages go to stderr.
 *
 * @returns the exit status: 0 done, 1 failed, 2 wrong use
 */
export async function runCli(words: readonly string[], streams: Streams): Promise<number> {
  const isJson = words.includes('--json');
  const print = ({ json, text }: Answer): void =>
    streams.stdout(`${isJson ? JSON.stringify(json) : plainText(text)}\n`);
  const stop = new AbortController();
  // What an import has read stays for the next start of the same command.
  const onSignal = (): void => stop.abort(new DOMException(interruption, 'AbortError'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const [name, ...rest] = words;
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help(streams, name);
    if (name === '--version') {
      streams.stdout(`${findInstallation(import.meta.dirname).version}\n`);
      return 0;
    }
    const command = commands.get(name);
    if (command === undefined) throw wrongUse(`There is no command "${name}".`);
    const args = parseArguments(rest, command);
    if (args.has('help')) {
      streams.stdout(usageOf(name, command));
      return 0;
    }
    args.whole('seed', seedBounds);
    const tell = (line: string): void => streams.stderr(`${line}\n`);
    const { isTerminal } = streams;
    const answer = await command.run({ args, signal: stop.signal, tell, isTerminal, print });
    if (answer !== null) print(answer);
    return answer?.status ?? 0;
  } catch (error) {
    const report = failureOf(error);
    if (isJson) streams.stdout(`${JSON.stringify({ error: report })}\n`);
    else streams.stderr(`${plainText(describe(report))}\n`);
    return statusOf(report);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

const describe = ({ code, happened, kept, todo }: ErrorReport): string =>
  [code, happened, kept, todo].filter(Boolean).join('\n  ');

function help(streams: Streams, name: string | undefined): number {
  const lines = [...commands].map(([word, command]) => `  ${word.padEnd(9)} ${command.summary}`);
  const text = [
    'knack COMMAND',
    '',
    ...lines,
    '',
    'MEM is a folder, or an address that LanceDB takes. A folder as FILE means all files below it.',
    'Every command: --json (one JSON document), --now ISO (fixes the clock), --seed N (for what is drawn), --help.',
    'Exit status: 0 done, 1 failed, 2 wrong use.',
    '',
  ].join('\n');
  (name === undefined ? streams.stderr : streams.stdout)(text);
  return name === undefined ? 2 : 0;
}

/** Options that a command refuses to go without. */
const needed: ReadonlySet<string> = new Set(['memory', 'reason', 'to', 'out']);
const values: Readonly<Record<string, string>> = {
  memory: 'MEM',
  outcome: "'FIELD>=X'",
  mapping: 'FILE',
  format: 'NAME',
  to: 'atif|openai',
  out: 'DIR|FILE',
  strategy: 'NAME',
  epsilon: 'N',
  margin: 'N',
  form: 'paper|code',
  logprobs: 'FILE',
  address: 'URL',
  model: 'NAME',
  folder: 'DIR',
  'max-output': 'N',
  concurrency: 'N',
  'time-limit': 'SECONDS',
  silence: 'SECONDS',
  retries: 'N',
  'max-tokens': 'N|none',
  'max-cost': 'N|none',
  'price-in': 'N',
  'price-out': 'N',
  temperature: 'N',
  as: 'FORM',
  at: 'SEQ',
  table: 'NAME',
  keep: 'KINDS',
  base: 'REVISION',
  port: 'N',
  k: 'N',
};

function usageOf(name: string, command: Command): string {
  const options = Object.entries(command.options).map(([option, kind]) => {
    const dashes = option.length === 1 ? '-' : '--';
    const shown = kind === 'flag' ? `${dashes}${option}` : `${dashes}${option} ${values[option] ?? 'TEXT'}`;
    return needed.has(option) ? shown : `[${shown}]`;
  });
  return `knack ${[name, ...command.operands, ...options].join(' ')}\n  ${command.summary}\n`;
}
