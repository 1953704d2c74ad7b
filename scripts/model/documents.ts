import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A heading or a defined term with the text that follows it. */
export interface Section {
  readonly title: string;
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  apos: "'",
  mdash: ' ',
  ndash: ' ',
};

/** Change logs and lists of numbered sentences repeat what stands elsewhere. */
const IGNORED_PATHS = /releaselog|changes|changelog|requirements|matrix|genindex/i;

/** The sections of all HTML files below `folder`, in the order of their paths. */
export function readHtmlSections(folder: string): Section[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html') && !IGNORED_PATHS.test(path))
    .toSorted();
  const seen = new Set<string>();
  // Notes and boilerplate recur on many pages.
  return paths
    .flatMap((path) => splitHtml(readFileSync(join(folder, path), 'utf8')))
    .filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined);
}

function splitHtml(html: string): Section[] {
  const body = html
    .replaceAll(/<(script|style|nav|head|footer|svg)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<!--[\s\S]*?-->/g, ' ');
  const sections: Section[] = [];
  // A title is what a heading or a term holds; its text runs to the next one.
  const parts = body.split(/<(?:h[1-6]|dt)\b[^>]*>/i).slice(1);
  for (const part of parts) {
    const end = part.search(/<\/(?:h[1-6]|dt)>|<dd\b/i);
    if (end < 0) continue;
    const title = plainText(part.slice(0, end));
    const text = plainText(part.slice(end));
    if (title !== '' && text.length > 20) sections.push({ title, text });
  }
  return sections;
}

function plainText(html: string): string {
  return html
    .replaceAll(/<(?:pre|table)\b[\s\S]*?<\/(?:pre|table)>/gi, '. ')
    .replaceAll(/<\/(?:p|li|div|dd|tr|h\d)>/gi, '. ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replaceAll(/[\s\u00b6]+/g, ' ')
    .trim();
}

/** The entries of a dictionary in dictd's form: flush-left headwords, indented text. */
export function readDictionarySections(path: string): Section[] {
  const sections: Section[] = [];
  let title = '';
  let text: string[] = [];
  const flush = (): void => {
    if (title !== '' && text.length > 0 && !title.startsWith('00-')) sections.push({ title, text: text.join(' ') });
    text = [];
  };
  for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
    if (/^\S/.test(line)) {
      flush();
      title = line.trim();
    } else if (line.trim() !== '') {
      text.push(line.trim().replaceAll(/[{}]/g, ''));
    }
  }
  flush();
  return sections;
}

/** Sentences of a running text; a heuristic that is good enough for counting neighbours. */
export function splitSentences(text: string): string[] {
  return text.split(/(?<=[.!?:;])\s+/).filter((sentence) => sentence.length > 3);
}
