import type { Block } from './markdown.ts';
import type { Section } from './sections.ts';

/** A heading that counts: `Step 2: Close it`, `3. Close it`, `Phase 1 - Look`. */
const counted = /^(?:[\p{L}]{1,12}\s+)?\d{1,3}\s*[.:)–—-]\s*(\S.*)$/u;

const isTold = ({ role }: Section): boolean => role === 'steps' || role === 'none';

/**
 * The steps of a skill, by its form, the clearest first: what stands under a heading that announces steps, headings that count,
 * numbered lists anywhere, the longest list. None where there is none of these.
 */
export function stepTextsOf(sections: readonly Section[]): { readonly steps: readonly string[] } {
  const ways = [announced, byHeadings, byNumbers, byLongestList];
  for (const way of ways) {
    const steps = way(sections)
      .map((text) => text.trim())
      .filter(Boolean);
    if (steps.length > 0) return { steps };
  }
  return { steps: [] };
}

function announced(sections: readonly Section[]): readonly string[] {
  const own = sections.filter(({ role }) => role === 'steps');
  const headed = byHeadings(own);
  if (headed.length > 0) return headed;
  const numbered = own.flatMap(({ blocks }) => entriesOf(blocks, true));
  if (numbered.length > 0) return numbered;
  const listed = own.flatMap(({ blocks }) => entriesOf(blocks, false));
  if (listed.length > 0) return listed;
  // Words and commands in turn: a command belongs to the words before it.
  return own.flatMap(({ blocks }) => paragraphsOf(blocks));
}

function byHeadings(sections: readonly Section[]): readonly string[] {
  const steps = sections.filter((section) => isTold(section) && counted.test(section.title));
  if (steps.length < 2) return [];
  return steps.map(({ title, blocks }) => [counted.exec(title)?.[1] ?? title, ...blocks.map(textOf)].join('\n'));
}

function byNumbers(sections: readonly Section[]): readonly string[] {
  return sections.filter(isTold).flatMap(({ blocks }) => entriesOf(blocks, true));
}

function byLongestList(sections: readonly Section[]): readonly string[] {
  const lists = sections
    .filter(isTold)
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'list' ? [block.entries] : [])));
  const longest = lists.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return longest.length < 2 ? [] : longest.map(({ text }) => text);
}

function entriesOf(blocks: readonly Block[], ordered: boolean): readonly string[] {
  return blocks.flatMap((block) =>
    block.kind === 'list' && block.ordered === ordered ? block.entries.map(({ text }) => text) : [],
  );
}

function paragraphsOf(blocks: readonly Block[]): readonly string[] {
  const steps: string[] = [];
  for (const block of blocks) {
    const last = steps.at(-1);
    if (block.kind === 'code' && last !== undefined) steps[steps.length - 1] = `${last}\n${block.text}`;
    else steps.push(textOf(block));
  }
  return steps;
}

function textOf(block: Block): string {
  return block.kind === 'list' ? block.entries.map(({ text }) => text).join('; ') : block.text;
}
