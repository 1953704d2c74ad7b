import { isEntity, kindOf } from '../../abstraction/values.ts';
import type { Knowledge } from './knowledge.ts';
import type { Progress } from './progress.ts';
import type { Scene } from './scene.ts';
import { sortedBy } from './sorted.ts';
import type { Way } from './ways.ts';

/** Where a template looks next for kinds, by weight: the likeliest for its cost; undefined where nothing is left. */
export function nextPlace(
  kinds: readonly (readonly [string, number])[],
  template: number,
  { knowledge, scene, progress }: { readonly knowledge: Knowledge; readonly scene: Scene; readonly progress: Progress },
): string | undefined {
  const { places, sources } = knowledge;
  const named = new Set((sources.get(template) ?? []).flatMap((source) => [...scene.named(source)]));
  const open = [...named].filter((place) => !progress.visited.has(place) && isEntity(place));
  const worth = (place: string): number =>
    kinds.reduce((sum, [kind, weight]) => sum + weight * (1 - Math.exp(-places.expectation(kind, kindOf(place)))), 0) /
    places.cost(kindOf(place));
  return sortedBy(open, (place) => -worth(place))[0];
}

/** A place that is here and was never found by looking is looked for in vain: those that are here do not do. */
export function isFixed(
  kind: string,
  { knowledge, scene }: { readonly knowledge: Knowledge; readonly scene: Scene },
): boolean {
  const { places } = knowledge;
  return places.kinds.has(kind) && !places.counts.has(kind) && scene.ofKind(kind).length > 0;
}

/** Whether something is closed after a position: what was done with it is behind, and nobody need stand there again. */
export function isBehind(
  position: number,
  { way, knowledge }: { readonly way: Way; readonly knowledge: Knowledge },
): boolean {
  const closers = new Set(knowledge.closings.values());
  return way.positions
    .slice(position + 1)
    .some(({ procedureId }) => knowledge.skills.get(procedureId)?.acts.some(({ template }) => closers.has(template)));
}
