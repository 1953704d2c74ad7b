import type { Block } from './markdown.ts';

/** What a heading announces. */
export type Role = 'steps' | 'when' | 'when-not' | 'done' | 'values' | 'aside' | 'none';

export interface Section {
  readonly title: string;
  /** 0 before the first heading. */
  readonly depth: number;
  /** Its own, or that of the section that it stands in. */
  readonly role: Role;
  readonly blocks: readonly Block[];
}

/**
 * Headings by which people announce the parts of a skill, in the order in which they are tried: of the reader of a form, not of what is learned.
 * Whatever is announced in other words is found by its form (numbered lists).
 */
const announcements: readonly (readonly [Role, RegExp])[] = [
  ['when-not', /\b(when not to|do not use|don'?t use|not for|out of scope|avoid when)\b/i],
  [
    'when',
    /^(when|use when|use it when|activation|triggers?)\b|\bwhen to (use|apply)\b|\b(pre-?requisites?|pre-?conditions?|requirements|before you (begin|start)|assumptions)\b/i,
  ],
  [
    'done',
    /\b(done when|post-?conditions?|success criteria|acceptance|definition of done|expected (result|outcome|output)|verification|verify|completion)\b/i,
  ],
  ['values', /^(values|inputs?|parameters?|arguments|variables|placeholders)\b/i],
  ['aside', /\b(examples?|references?|resources|see also|licen[cs]e|changelog|faq|how reliable|notes?|limitations)\b/i],
  [
    'steps',
    /\b(steps?|instructions?|procedure|process|workflow|how to|method|usage|order|checklist|quick ?start|tasks?|guide|recipe|what to do)\b/i,
  ],
];

/** The text under each heading, with what the heading announces; a heading that announces nothing stands for what is above it. */
export function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const sections: { title: string; depth: number; role: Role; blocks: Block[] }[] = [
    { title: '', depth: 0, role: 'none', blocks: [] },
  ];
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      sections.at(-1)?.blocks.push(block);
      continue;
    }
    const own = roleOf(block.text);
    const above = sections.findLast(({ depth }) => depth > 0 && depth < block.depth);
    // The one title of a page announces nothing for the sections below it.
    const inherited = above === undefined || above.depth === 1 ? 'none' : above.role;
    sections.push({
      title: block.text,
      depth: block.depth,
      role: own === 'none' ? inherited : own,
      blocks: [],
    });
  }
  return sections;
}

function roleOf(title: string): Role {
  return announcements.find(([, announces]) => announces.test(title))?.[0] ?? 'none';
}
