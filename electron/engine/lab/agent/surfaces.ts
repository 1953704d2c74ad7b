import { readFacts } from '../../abstraction/facts.ts';
import type { Corpus, Episode } from '../../abstraction/corpus.ts';
import { isEntity } from '../../abstraction/values.ts';
import type { Opening } from '../../ports.ts';
import { sortedBy } from './sorted.ts';

/** Episodes of one world as it is told and commanded: what their openings say of things, and the commands that they give. */
export interface Surface {
  readonly predicates: ReadonlySet<string>;
  readonly templates: ReadonlySet<number>;
  readonly trajectoryIds: ReadonlySet<string>;
}

/** Episodes whose commands are at least in this share those of others act on the same surface, however they open. */
const leastShared = 0.5;

/** The surfaces of a memory, the one with most episodes first: episodes that open alike, and those that share half of their commands. */
export function surfacesOf({ episodes }: Corpus): readonly Surface[] {
  const surfaces: Surface[] = [];
  for (const group of sortedBy(openingAlike(episodes), ({ trajectoryIds }) => -trajectoryIds.size)) {
    const at = surfaces.findIndex(({ templates }) => {
      const shared = [...group.templates].filter((template) => templates.has(template)).length;
      return shared >= group.templates.size * leastShared;
    });
    const known = surfaces[at];
    if (known === undefined) surfaces.push(group);
    else surfaces[at] = joined([known, group]);
  }
  return surfaces;
}

/** The surface that an opening shares most with; null where it shares nothing, or there is only one. */
export function surfaceOf(surfaces: readonly Surface[], { observation }: Opening): Surface | null {
  if (surfaces.length < 2) return null;
  const told = predicatesOf(readFacts(observation));
  const shared = ({ predicates }: Surface): number => told.filter((predicate) => predicates.has(predicate)).length;
  const [best] = sortedBy(surfaces, (surface) => -shared(surface));
  return best === undefined || shared(best) === 0 ? null : best;
}

function predicatesOf(facts: Episode['context']): readonly string[] {
  return [...new Set(facts.flatMap(({ predicate, args }) => (args.some(isEntity) ? [predicate] : [])))];
}

/** Episodes that say the same of things as they open, whatever the things are; each by itself where nothing is said of any. */
function openingAlike(episodes: Corpus['episodes']): readonly Surface[] {
  const all = episodes.map(({ context, trajectoryId, steps }) => ({
    predicates: predicatesOf(context),
    surface: {
      predicates: new Set(predicatesOf(context)),
      templates: new Set(steps.map(({ template }) => template)),
      trajectoryIds: new Set([trajectoryId]),
    },
  }));
  // Those that say exactly the same are put together first: usually that leaves few.
  const same = [...Map.groupBy(all, ({ predicates }) => predicates.toSorted().join('\n'))];
  const alone = same.filter(([key]) => key === '').flatMap(([, own]) => own.map(({ surface }) => surface));
  const groups: Surface[] = [];
  for (const [, own] of same.filter(([key]) => key !== '')) {
    const group = joined(own.map(({ surface }) => surface));
    const alike = groups.filter(({ predicates }) => !predicates.isDisjointFrom(group.predicates));
    for (const other of alike) groups.splice(groups.indexOf(other), 1);
    groups.push(joined([...alike, group]));
  }
  return [...groups, ...alone];
}

function joined(surfaces: readonly Surface[]): Surface {
  return {
    predicates: new Set(surfaces.flatMap(({ predicates }) => [...predicates])),
    templates: new Set(surfaces.flatMap(({ templates }) => [...templates])),
    trajectoryIds: new Set(surfaces.flatMap(({ trajectoryIds }) => [...trajectoryIds])),
  };
}
