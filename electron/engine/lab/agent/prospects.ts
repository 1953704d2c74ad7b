import { isEntity, kindOf } from '../../abstraction/values.ts';
import type { Knowledge } from './knowledge.ts';
import type { Progress } from './progress.ts';
import type { Scene } from './scene.ts';
import type { SlotLink, Way } from './ways.ts';

/** What is known now of how a way can be gone. */
export interface Prospect {
  /** Probability that all that is looked for can still be found. */
  readonly chance: number;
  /** Commands that looking takes, about. */
  readonly search: number;
}

export interface ProspectParts {
  readonly knowledge: Knowledge;
  readonly scene: Scene;
  readonly progress: Progress;
}

/** Chance and cost of finding what the positions of a way from `from` on look for; each needs a thing of its own. */
export function prospectOf(
  { way, goal, from }: { readonly way: Way; readonly goal: readonly string[]; readonly from: number },
  parts: ProspectParts,
): Prospect {
  const { knowledge, scene } = parts;
  let [chance, search] = [1, 0];
  const needed = new Map<string, number>();
  way.positions.forEach(({ procedureId, links }, position) => {
    const sought = knowledge.skills.get(procedureId)?.sought ?? null;
    const kind = sought === null ? null : wantedKind(links.get(sought), goal);
    if (kind === null) return;
    needed.set(kind, (needed.get(kind) ?? 0) + 1);
    if (position < from || scene.ofKind(kind).length >= (needed.get(kind) ?? 0)) return;
    const looking = lookingFor(kind, parts);
    chance *= looking.chance;
    search += looking.search;
  });
  return { chance, search };
}

function wantedKind(link: SlotLink | undefined, goal: readonly string[]): string | null {
  if (link === undefined) return null;
  if (link.source.kind === 'goal') return goal[link.source.index] ?? '';
  return link.counts.size === 1 ? ([...link.counts.keys()][0] ?? null) : null;
}

/** Places that were not looked at, by how likely they hold a thing for what a look costs. */
function lookingFor(kind: string, { knowledge, scene, progress }: ProspectParts): Prospect {
  const { places } = knowledge;
  const open = [...scene.things].filter(
    (thing) => isEntity(thing) && places.kinds.has(kindOf(thing)) && !progress.visited.has(thing),
  );
  const looks = open
    .map((place) => ({ found: places.expectation(kind, kindOf(place)), cost: places.cost(kindOf(place)) }))
    .sort((a, b) => b.found / b.cost - a.found / a.cost);
  // Until now nothing was found: commands are paid as long as that stays so.
  let [missing, search] = [1, 0];
  for (const { found, cost } of looks) {
    search += missing * cost;
    missing *= Math.exp(-found);
  }
  return { chance: 1 - missing, search };
}
