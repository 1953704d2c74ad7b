import type { Trajectory } from '../../../../shared/model/index.ts';
import { type Entity, entitiesIn, wordsOf } from './entities.ts';

/** A kind: the one that stands in a slot of the goal, or a fixed one. */
export type Kind = { readonly slot: number } | { readonly kind: string };

/** The how-manieth thing of its kind. */
export type Thing = Kind & { readonly is: 'thing'; readonly ordinal: number };

/** An entity of a skeleton: a thing, a place of a kind, or the place where a thing was. */
export type Role = Thing | (Kind & { readonly is: 'place' }) | { readonly is: 'whereabouts'; readonly of: Thing };

/** A command with its entities as roles: `texts` stand around them, one more than there are roles. */
export interface SkeletonStep {
  readonly texts: readonly string[];
  readonly roles: readonly Role[];
}

/** What the control knows: counts of what was done for which wording, of what follows a visit, and of what was where. */
export interface SkeletonMemory {
  /** By wording: skeletons as JSON, with counts. */
  readonly wordings: Map<string, Map<string, number>>;
  /** Commands that name one place, with counts. */
  readonly visits: Map<string, number>;
  /** By the shape of what a visit is answered: the next command on the same place (JSON), or null, with counts. */
  readonly afterVisit: Map<string, Map<string, number>>;
  /** By kind of place, by kind of thing: visits that showed one. */
  readonly seen: Map<string, Map<string, number>>;
}

/** Counts the successes among the episodes; no other episode tells anything. */
export function learnSkeletons(trajectories: readonly Trajectory[]): SkeletonMemory {
  const memory: SkeletonMemory = { wordings: new Map(), visits: new Map(), afterVisit: new Map(), seen: new Map() };
  for (const trajectory of trajectories) if (trajectory.outcome === 'success') learnOne(memory, trajectory);
  return memory;
}

function learnOne(memory: SkeletonMemory, { goal, context, steps }: Trajectory): void {
  const commands = steps.map(({ action }) => (action.kind === 'text' ? action.text : ''));
  const kinds = new Set(commands.flatMap(entitiesIn).map(({ kind }) => kind));
  const roles = new Roles(entitiesIn(context), [...new Set(wordsOf(goal).filter((word) => kinds.has(word)))]);
  const skeleton: SkeletonStep[] = [];
  for (const [at, command] of commands.entries()) {
    const observation = steps[at]?.observation ?? '';
    const named = entitiesIn(command);
    const isVisit = named.length === 1 && named.every(({ name }) => roles.places.has(name));
    // A visit looks for something or leads to the next command; the last one is what won.
    if (named.length > 0 && (!isVisit || at + 1 === commands.length))
      skeleton.push({ texts: textsOf(command), roles: named.map((entity) => roles.of(entity, named)) });
    if (isVisit) learnVisit(memory, { command, observation, next: commands[at + 1] ?? '', kind: named[0]?.kind ?? '' });
    roles.see(named, entitiesIn(observation));
  }
  count(memory.wordings, wordingOf(goal, roles.slots), JSON.stringify(skeleton));
}

/** What the entities of one episode are to its goal and to each other. */
class Roles {
  readonly places: ReadonlySet<string>;
  readonly slots: readonly string[];
  readonly #whereabouts = new Map<string, string>();
  readonly #things: Entity[] = [];
  #here = '';

  constructor(places: readonly Entity[], slots: readonly string[]) {
    this.places = new Set(places.map(({ name }) => name));
    this.slots = slots;
  }

  see(named: readonly Entity[], shown: readonly Entity[]): void {
    this.#here = named.findLast(({ name }) => this.places.has(name))?.name ?? this.#here;
    for (const { name } of shown)
      if (!this.places.has(name) && !this.#whereabouts.has(name)) this.#whereabouts.set(name, this.#here);
  }

  of(entity: Entity, named: readonly Entity[]): Role {
    if (!this.places.has(entity.name)) return this.#thing(entity);
    if (this.slots.includes(entity.kind)) return { is: 'place', slot: this.slots.indexOf(entity.kind) };
    const home = [...named, ...this.#things].find(({ name }) => this.#whereabouts.get(name) === entity.name);
    return home === undefined ? { is: 'place', kind: entity.kind } : { is: 'whereabouts', of: this.#thing(home) };
  }

  #thing(entity: Entity): Thing {
    const { kind, name } = entity;
    if (!this.#things.some((thing) => thing.name === name)) this.#things.push(entity);
    const ordinal = this.#things.filter((thing) => thing.kind === kind).findIndex((thing) => thing.name === name);
    const slot = this.slots.indexOf(kind);
    return slot < 0 ? { is: 'thing', kind, ordinal } : { is: 'thing', slot, ordinal };
  }
}

function learnVisit(
  memory: SkeletonMemory,
  visit: { readonly command: string; readonly observation: string; readonly next: string; readonly kind: string },
): void {
  const { command, observation, next, kind } = visit;
  const texts = JSON.stringify(textsOf(command));
  memory.visits.set(texts, (memory.visits.get(texts) ?? 0) + 1);
  const [place] = entitiesIn(command);
  const following = entitiesIn(next);
  const goesOn = following.length === 1 && following[0]?.name === place?.name;
  count(memory.afterVisit, shapeOf(observation), goesOn ? JSON.stringify(textsOf(next)) : 'null');
  if (goesOn) return;
  for (const shown of new Set(entitiesIn(observation).map((entity) => entity.kind))) count(memory.seen, kind, shown);
}

/** A goal with the words of its slots as `{0}`, `{1}`. */
function wordingOf(goal: string, slots: readonly string[]): string {
  return wordsOf(goal)
    .map((word) => (slots.includes(word) ? `{${slots.indexOf(word)}}` : word))
    .join(' ');
}

/** What stands around the entities of a command. */
export function textsOf(command: string): readonly string[] {
  const texts: string[] = [];
  let rest = command.toLowerCase();
  for (const { name } of entitiesIn(command)) {
    const at = rest.indexOf(name);
    texts.push(rest.slice(0, at));
    rest = rest.slice(at + name.length);
  }
  return [...texts, rest];
}

/** An answer without its entities. */
function shapeOf(observation: string): string {
  return textsOf(observation).join('_');
}

function count(counts: Map<string, Map<string, number>>, key: string, value: string): void {
  const own = counts.get(key) ?? new Map<string, number>();
  own.set(value, (own.get(value) ?? 0) + 1);
  counts.set(key, own);
}

/** A command on the place that a visit showed is given again when so many visits were followed by it. */
const OFTEN = 0.25;

/** What to do on a place after an answer of this shape; null for nothing. */
export function followUp({ afterVisit }: SkeletonMemory, observation: string): string | null {
  const counts = afterVisit.get(shapeOf(observation)) ?? new Map<string, number>();
  const all = [...counts.values()].reduce((total, times) => total + times, 0);
  return mostFrequent(new Map([...counts].filter(([next, times]) => next !== 'null' && times >= OFTEN * all)));
}

/** The most frequent; of equals the one that is first in code units. Null for none. */
export function mostFrequent(counts: ReadonlyMap<string, number> | undefined): string | null {
  const [best] = [...(counts ?? [])].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));
  return best?.[0] ?? null;
}
