import type { Knowledge, Skill } from '../agent/index.ts';

const searchId = 'search';
const thing = 'thing';

/** A search with the slot of what it looks for. */
export type Search = Skill & { readonly sought: string };

/** What things are looked for with: the memory's own search, else the command that leads somewhere and lists what is there most often. */
export function searchOf({ search, skills, corpus, habits }: Knowledge): Search | null {
  const known = search ?? skills.get(searchId) ?? null;
  if (known !== null && known.sought !== null) return { ...known, sought: known.sought };
  const worth = (template: number): number =>
    habits.shows(template) * (corpus.templates[template]?.count ?? 0) * (habits.bringers.has(template) ? 1 : 0);
  const [best] = corpus.templates
    .filter(({ text, index }) => text.includes('{0}') && !text.includes('{1}') && worth(index) > 0)
    .toSorted((a, b) => worth(b.index) - worth(a.index) || a.index - b.index);
  if (best === undefined) return null;
  const acts = [{ template: best.index, slots: ['place'] }];
  return { id: searchId, executions: best.count, acts, sought: thing, preconditions: [], postconditions: [] };
}

/** The knowledge with a search in it, where one is known. */
export function withSearch(knowledge: Knowledge): Knowledge {
  const search = searchOf(knowledge);
  if (search === null || knowledge.search !== null) return knowledge;
  return { ...knowledge, search, skills: new Map([...knowledge.skills, [search.id, search]]) };
}
