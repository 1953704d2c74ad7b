import { readGrammar } from '../../../electron/engine/lab/grammar/index.ts';

export interface GrammarChange {
  /** Changes a text of a symbol (`symbol` is its name), or the answer to an action ('' for its name). */
  readonly text: (text: string, symbol: string) => string;
  /** Changes the template of a command. */
  readonly command: (template: string) => string;
  /** Symbols that are written anew, in place of those of their names. */
  readonly symbols?: Readonly<Record<string, string>>;
}

/** Writes a grammar again with its texts changed; conditions stay. */
export function changeGrammar(grammar: string, change: GrammarChange): string {
  const { symbols, actions } = readGrammar(grammar);
  const written = Object.fromEntries(
    [...symbols].map(([name, productions]) => [
      name,
      productions.map(({ condition, text }) => {
        const rhs = change.text(text, name);
        return condition === '' ? { rhs } : { condition, rhs };
      }),
    ]),
  );
  for (const [name, rhs] of Object.entries(change.symbols ?? {})) written[name] = [{ rhs }];
  const blocks = [...actions].map(
    ([name, { command, feedback }]) =>
      `action ${name} { template :: "${change.command(command)}"; feedback :: "${change.text(feedback, '')}"; }`,
  );
  return `grammar :: """\n${JSON.stringify(written)}\n""";\n${blocks.join('\n')}\n`;
}

/** Slots, lists and symbols: what stands in a text for something else. */
const CODE = /(\[\{[^{}[\]]*\}\]|\{[^{}[\]]*\}|#[\w()/!<>\-\s,.]+#)/;

/** Changes what stands in a text for itself. */
export function literalsOf(text: string, change: (literal: string) => string): string {
  return text
    .split(CODE)
    .map((piece, at) => (at % 2 === 0 ? change(piece) : piece))
    .join('');
}

/** The codes of a text in order, and its words. */
export function partsOf(text: string): { readonly codes: readonly string[]; readonly words: readonly string[] } {
  const pieces = text.split(CODE);
  return {
    codes: pieces.filter((_, at) => at % 2 === 1),
    words: pieces.filter((_, at) => at % 2 === 0).flatMap((piece) => piece.match(/[\p{L}\p{N}/']+/gu) ?? []),
  };
}
