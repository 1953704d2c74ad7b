import { makeTable, renameText, type WordTable } from '../../../scripts/renaming/table.ts';
import { changeGrammar, literalsOf } from './grammar.ts';
import type { Game } from './games.ts';

/** A made-up word for each of these, the same for the same seed. */
export function madeUpWords(words: ReadonlySet<string>, seed: number): WordTable {
  return makeTable([...words].sort(), seed);
}

/** The same game in made-up words: names, commands, answers and task. Ids, which nobody sees, stay. */
export function renameGame(game: Game, table: WordTable): Game {
  const names = Object.fromEntries(Object.entries(game.names).map(([id, name]) => [id, renameText(name, table)]));
  const rename = (text: string): string => literalsOf(text, (literal) => renameText(literal, table));
  return { ...game, names, grammar: changeGrammar(game.grammar, { text: rename, command: rename }) };
}

/** A recorded episode in made-up words. */
export function renameLine(line: string, table: WordTable): string {
  const record = JSON.parse(line) as { readonly messages: readonly { readonly content: string }[] }; // our own recorder's
  const messages = record.messages.map((message) => ({ ...message, content: renameText(message.content, table) }));
  return JSON.stringify({ ...record, messages });
}
