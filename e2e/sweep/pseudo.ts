import type { Page } from 'playwright-core';
import { de } from '../../renderer/messages/de/index.ts';
import { en } from '../../renderer/messages/en/index.ts';
import { piecesOf, type MessageTree } from '../../renderer/messages/index.ts';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀćđéƒğĥíĵķłṁñóṕɋŕśţúṽŵẋýžÁƁĆĐÉƑĞĤÍĴĶŁṀÑÓṔɊŔŚŢÚṼŴẊÝŽ';
const accents = new Map([...plain].map((letter, index) => [letter, [...accented][index] ?? letter]));

/** 40 % longer than English, as the languages that need most. */
const growth = 0.4;

/** An English message as no language would write it: every letter with an accent, and longer; placeholders as they are. */
export function pseudoOf(message: string): string {
  return piecesOf(message)
    .map(({ kind, text }) => (kind === 'syntax' || !/[a-z]/i.test(text) ? text : lengthen(text)))
    .join('');
}

function lengthen(text: string): string {
  const letters = text.replace(/[^a-z]/gi, '').length;
  const more = 'ö'.repeat(Math.ceil(letters * growth));
  const written = text.replace(/[a-z]/gi, (letter) => accents.get(letter) ?? letter);
  // Longer at the end of a word, so that the space around it stays.
  return written.replace(/(\p{L})(\P{L}*)$/u, (_, last: string, rest: string) => `${last}${more}${rest}`);
}

export function pseudoMessages(tree: MessageTree): MessageTree {
  if (typeof tree === 'string') return pseudoOf(tree);
  return Object.fromEntries(Object.entries(tree).map(([key, branch]) => [key, pseudoMessages(branch)]));
}

/** From now on the page that asks for the texts of German gets those of the pseudo-language. */
export async function servePseudo(page: Page): Promise<void> {
  const sign = de.app.skipToContent;
  const module = `export const de = ${JSON.stringify(pseudoMessages(en))};`;
  await page.route('**/assets/*.js', async (route) => {
    const answer = await route.fetch();
    const isGerman = (await answer.text()).includes(sign);
    await route.fulfill(isGerman ? { response: answer, body: module } : { response: answer });
  });
}
