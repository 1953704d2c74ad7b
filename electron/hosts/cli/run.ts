import { parseArguments, seedBounds, wrongUse } from './arguments.ts';
import { interruption } from '../../../shared/contract/index.ts';
import type { ErrorReport } from '../../../shared/errors.ts';
import type { Answer, Streams } from './command.ts';
import { commands } from './commands/index.ts';
import { failureOf, statusOf } from './errors.ts';
import { overview, usageOf } from './help.ts';
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
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      (name === undefined ? streams.stderr : streams.stdout)(overview(commands));
      return name === undefined ? 2 : 0;
    }
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
