import { kindOf } from '../../abstraction/values.ts';
import type { Knowledge } from './knowledge.ts';
import type { Progress } from './progress.ts';
import type { Scene } from './scene.ts';
import type { Skill } from './skills.ts';
import { sortedBy } from './sorted.ts';
import type { SlotLink, Way } from './ways.ts';

export interface BinderParts {
  readonly way: Way;
  readonly knowledge: Knowledge;
  readonly scene: Scene;
  readonly progress: Progress;
  /** What the goal asks for, in the order of the way's goal sources. */
  readonly goal: readonly string[];
  /** What the slots of positions that are done already are bound to. */
  readonly before?: readonly ReadonlyMap<string, string>[] | undefined;
  /** Whether the goal may mean something else as well. */
  readonly hasOthers?: boolean | undefined;
}

/** Binds the slots of a way: from the goal, from earlier positions, from what was told, from what it usually was. */
export class Binder {
  readonly #parts: BinderParts;
  /** By position: what its slots are bound to. */
  readonly bound: Map<string, string>[] = [];

  constructor(parts: BinderParts) {
    this.#parts = parts;
    this.bound.push(...(parts.before ?? []).map((bindings) => new Map(bindings)));
  }

  link(position: number, slot: string): SlotLink | undefined {
    return this.#parts.way.positions[position]?.links.get(slot);
  }

  /** Kinds that would do for a slot, with weights that sum to one. */
  wanted(link: SlotLink | undefined): readonly (readonly [string, number])[] {
    if (link === undefined) return [];
    const { goal } = this.#parts;
    if (link.source.kind === 'goal') return [[goal[link.source.index] ?? '', 1]];
    const all = [...link.counts.values()].reduce((sum, count) => sum + count, 0);
    return [...link.counts].map(([kind, count]) => [kind, count / all] as const);
  }

  /** What the goal and earlier steps say first, then what was told of it, then what it usually was. */
  bindAll(position: number, skill: Skill, bindings: Map<string, string>): void {
    const links = [...(this.#parts.way.positions[position]?.links ?? [])];
    for (const [slot, link] of links) {
      if (link.source.kind === 'listed' || bindings.has(slot)) continue;
      const value = this.bind(link, skill);
      if (value !== null) bindings.set(slot, value);
    }
    for (const [slot, { source }] of links) {
      if (source.kind !== 'listed' || bindings.has(slot)) continue;
      const thing = bindings.get(source.slot);
      const located = thing === undefined ? null : this.#parts.scene.where(thing);
      if (located !== null) bindings.set(slot, located.place);
    }
  }

  /** The value of a slot by its source; null where nothing fits yet. */
  bind(link: SlotLink, skill: Skill): string | null {
    const { scene, progress } = this.#parts;
    if (link.source.kind === 'value') return link.source.value;
    if (link.source.kind === 'same') return this.bound[link.source.position]?.get(link.source.slot) ?? null;
    const excluded = new Set([
      ...progress.unfit,
      ...link.other.flatMap(({ position, slot: name }) => this.bound[position]?.get(name) ?? []),
    ]);
    for (const [kind] of sortedBy([...this.wanted(link)], ([, weight]) => -weight)) {
      const things = scene.ofKind(kind).filter((thing) => !excluded.has(thing));
      const [best] = sortedBy(things, (thing) => this.#distance(thing, skill));
      if (best !== undefined) return best;
      if (kind !== '' && link.source.kind === 'goal' && !isWord(kind)) return kind;
    }
    return null;
  }

  /** Fewer commands first: what is here, then what was listed, then what was looked at, then the rest by cost. */
  #distance(thing: string, skill: Skill): number {
    const { knowledge, progress, scene } = this.#parts;
    const here = new Set(
      [...progress.last].flatMap(([template, on]) => (knowledge.habits.bringers.has(template) ? [on] : [])),
    );
    const at = scene.where(thing)?.place ?? null;
    if (here.has(thing) || (at !== null && here.has(at))) return 0;
    if (skill.sought !== null) return at === null ? 100 : 1;
    return 1 + knowledge.places.cost(kindOf(thing)) + (progress.visited.has(thing) ? 0 : 0.1);
  }
}

/** A bare word is a kind; anything else stands for itself. */
function isWord(text: string): boolean {
  return /^[a-z][a-z_-]*$/.test(text);
}
