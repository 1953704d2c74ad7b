import { changeGrammar, partsOf } from './grammar.ts';
import type { Game } from './games.ts';

/**
 * The same game told in another way, made from its own grammar: commands are `words: one, other`; answers name things first and
 * say what is with them behind an arrow; lists have pluses and no articles; a thing is `kind-number`; another sentence says
 * that something cannot be done; a task has its verb at the end.
 */
export function otherSurface(game: Game): Game {
  const names = Object.fromEntries(
    Object.entries(game.names).map(([id, name]) => [id, name.replace(/^([a-z]+) (\d+)$/, '$1-$2')]),
  );
  const grammar = changeGrammar(game.grammar, {
    text: (text, symbol) => (symbol === 'task' ? otherTask(text) : text.split('\n').map(otherLine).join('\n')),
    command: otherCommand,
    symbols: {
      list_separator: ' + ',
      list_last_separator: ' + ',
      list_empty: 'void',
      refusal: 'That is not to be done now!',
    },
  });
  return { ...game, names, grammar: grammar.replaceAll(/\w+\.indefinite \+ ' ' \+ |\{\w+\.indefinite\} /g, '') };
}

/** `verb {a} at {b}` becomes `verb at: {a}, {b}`. */
function otherCommand(template: string): string {
  const { codes, words } = partsOf(template);
  return codes.length === 0 ? template : `${words.join(' ')}: ${codes.join(', ')}`;
}

/** `Mark: verb this and that.` becomes `Goal: this and that, verb`. */
function otherTask(text: string): string {
  const [verb = '', ...rest] = text
    .slice(text.indexOf(':') + 1)
    .trim()
    .replace(/\.$/, '')
    .split(' ');
  return `Goal: ${rest.join(' ')}, ${verb}`;
}

const ARTICLES = new Set(['a', 'an', 'the']);

function otherLine(line: string): string {
  return line
    .split(/(?<=\.) /)
    .map((sentence) => {
      const { codes, words } = partsOf(sentence);
      if (words.length === 0) return sentence;
      const said = words.map((word) => word.toLowerCase()).filter((word) => !ARTICLES.has(word));
      return codes.length === 0 ? `${said.join(' ')}!` : `${codes.join(' , ')} <- ${said.join(' ')}!`;
    })
    .join(' ');
}
