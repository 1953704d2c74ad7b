import type { Opening, Turn } from '../../ports.ts';
import type { Actor, Choice } from '../actor.ts';
import { choiceOf } from './choice.ts';
import { entitiesIn, isOfKind, wordsOf } from './entities.ts';
import {
  followUp,
  type Kind,
  mostFrequent,
  type Role,
  type SkeletonMemory,
  type SkeletonStep,
  type Thing,
} from './skeleton-learning.ts';

/**
 * The plain control: the most frequent skeleton of commands for the wording of a goal; what it names is looked for in the
 * places where that kind was seen most often. No posterior, no contrast, no meta-procedures.
 */
export class SkeletonActor implements Actor {
  readonly #memory: SkeletonMemory;
  #skeleton: readonly SkeletonStep[] = [];
  #slots: readonly string[] = [];
  #places: readonly string[] = [];
  readonly #whereabouts = new Map<string, string>();
  readonly #bound = new Map<string, string>();
  readonly #visited = new Set<string>();
  readonly #used = new Set<string>();
  #queue: string[] = [];
  #here = '';
  #command = '';
  #choices: Choice[] = [];

  constructor(memory: SkeletonMemory) {
    this.#memory = memory;
  }

  async begin({ observation, task }: Opening): Promise<void> {
    this.#places = [...new Set(entitiesIn(observation).map(({ name }) => name))];
    for (const state of [this.#whereabouts, this.#bound, this.#visited, this.#used]) state.clear();
    [this.#queue, this.#choices, this.#here, this.#command] = [[], [], '', ''];
    this.#recall(task);
  }

  /** Finds the longest wording that the sentence ends with, and what its slots stand for. */
  #recall(task: string): void {
    const words = wordsOf(task);
    [this.#skeleton, this.#slots] = [[], []];
    const known = [...this.#memory.wordings.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    for (const wording of known) {
      const parts = wording.split(' ');
      const ending = words.slice(-parts.length);
      const slots: string[] = [];
      const fits = parts.every((part, at) => {
        const slot = /^\{(\d+)\}$/.exec(part)?.[1];
        if (slot === undefined) return part === ending[at];
        slots[Number(slot)] ??= ending[at] ?? '';
        return slots[Number(slot)] === ending[at];
      });
      if (!fits || ending.length < parts.length) continue;
      // It was written by `learnSkeletons`.
      this.#skeleton = JSON.parse(mostFrequent(this.#memory.wordings.get(wording)) ?? '[]') as SkeletonStep[];
      this.#slots = slots;
      return;
    }
  }

  next(): string | null {
    const command = this.#queue.shift() ?? this.#decide();
    if (command !== null) {
      this.#command = command;
      this.#choices.push(choiceOf({ step: this.#choices.length, command, reason: 'the most frequent skeleton' }));
    }
    return command;
  }

  #decide(): string | null {
    const [step] = this.#skeleton;
    if (step === undefined) return this.#goBack();
    const things = step.roles.flatMap((role) => (role.is === 'place' ? [] : role.is === 'thing' ? [role] : [role.of]));
    for (const thing of things) if (!this.#bind(thing)) return this.#search(this.#kindOf(thing));
    const names = step.roles.map((role) => this.#resolve(role));
    if (names.includes(null)) return null;
    const target = names.findLast((name) => name !== null && this.#places.includes(name)) ?? this.#standing(step);
    const isVisit = names.length === 1 && names[0] === target;
    if (target !== null && target !== this.#here && !isVisit) return this.#visit(target);
    this.#skeleton = this.#skeleton.slice(1);
    for (const thing of things) this.#used.add(keyOf(thing));
    return fill(step.texts, names.map(String));
  }

  /** All is done and it is not over: back to where something that was used had been, to each such place once. */
  #goBack(): string | null {
    for (const thing of this.#used) {
      this.#used.delete(thing);
      const place = this.#whereabouts.get(this.#bound.get(thing) ?? '');
      if (place !== undefined && place !== this.#here) return this.#visit(place);
    }
    return null;
  }

  /** Where the first thing of a step stands, when no earlier step used it. */
  #standing({ roles }: SkeletonStep): string | null {
    const thing = roles.find((role) => role.is === 'thing');
    if (thing === undefined || this.#used.has(keyOf(thing))) return null;
    return this.#whereabouts.get(this.#bound.get(keyOf(thing)) ?? '') ?? null;
  }

  #kindOf(of: Kind): string {
    return 'slot' in of ? (this.#slots[of.slot] ?? '') : of.kind;
  }

  /** Binds a thing to one that was seen and is no other's; false where there is none. */
  #bind(thing: Thing): boolean {
    if (this.#bound.has(keyOf(thing))) return true;
    const kind = this.#kindOf(thing);
    const taken = new Set(this.#bound.values());
    const found = [...this.#whereabouts.keys()].find((name) => isOfKind(name, kind) && !taken.has(name));
    if (found !== undefined) this.#bound.set(keyOf(thing), found);
    return found !== undefined;
  }

  #resolve(role: Role): string | null {
    switch (role.is) {
      case 'thing':
        return this.#bound.get(keyOf(role)) ?? null;
      case 'place':
        return this.#places.find((name) => isOfKind(name, this.#kindOf(role))) ?? null;
      case 'whereabouts':
        return this.#whereabouts.get(this.#bound.get(keyOf(role.of)) ?? '') ?? null;
    }
  }

  #search(kind: string): string | null {
    const timesSeen = (place: string): number =>
      this.#memory.seen.get(entitiesIn(place)[0]?.kind ?? '')?.get(kind) ?? 0;
    const [best] = this.#places
      .filter((place) => !this.#visited.has(place))
      .map((place) => ({ place, times: timesSeen(place) }))
      .sort((left, right) => right.times - left.times);
    return best === undefined ? null : this.#visit(best.place);
  }

  #visit(place: string): string | null {
    const texts = mostFrequent(this.#memory.visits);
    return texts === null ? null : fill(JSON.parse(texts) as string[], [place]); // written by `learnSkeletons`
  }

  observe({ observation }: Turn): void {
    const named = entitiesIn(this.#command);
    const place = named.findLast(({ name }) => this.#places.includes(name));
    this.#here = place?.name ?? this.#here;
    this.#visited.add(this.#here);
    for (const { name } of entitiesIn(observation))
      if (!this.#places.includes(name) && !this.#whereabouts.has(name)) this.#whereabouts.set(name, this.#here);
    if (named.length !== 1 || place === undefined) return;
    const after = followUp(this.#memory, observation);
    const command = after === null ? null : fill(JSON.parse(after) as readonly string[], [place.name]); // written by `learnSkeletons`
    if (command !== null && command !== this.#command) this.#queue.push(command);
  }

  choices(): readonly Choice[] {
    return this.#choices;
  }

  executions(): readonly never[] {
    return [];
  }
}

function keyOf(role: Role): string {
  return JSON.stringify(role);
}

function fill(texts: readonly string[], names: readonly string[]): string {
  return texts.map((text, at) => text + (names[at] ?? '')).join('');
}
