import { KnackError } from '../../../../shared/errors.ts';

const WORD = /\s*((?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+)/y;
const PIECE = /"([^"]*)"|'([^']*)'|\\(.)|([^"'\\]+)/g;

/**
 * The words of a command line: quotes of both kinds keep spaces, a backslash outside of them keeps the next character.
 * No shell reads them, so nothing else is special. On Windows a backslash is a letter: paths have them.
 *
 * @throws KnackError WRONG_USE when there is no word, or a quote is not closed
 */
export function commandWords(line: string, platform: NodeJS.Platform): readonly string[] {
  const text = platform === 'win32' ? line.replaceAll('\\', '\\\\') : line;
  const words: string[] = [];
  for (let at = 0; at < text.trimEnd().length; at = WORD.lastIndex) {
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[1];
    if (word === undefined) throw noCommand(line);
    words.push(
      [...word.matchAll(PIECE)]
        .map(([, double, single, kept, plain]) => double ?? single ?? kept ?? plain ?? '')
        .join(''),
    );
  }
  if (words.length === 0) throw noCommand(line);
  return words;
}

function noCommand(line: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `"${line}" is no command that can be started.`,
    kept: 'Nothing was changed.',
    todo: 'Give a program with its arguments; close quotes.',
  });
}
