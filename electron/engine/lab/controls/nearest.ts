import type { Trajectory } from '../../../../shared/model/index.ts';
import { cosine } from '../../../../shared/numeric/index.ts';
import type { Opening, Turn } from '../../ports.ts';
import type { Actor, Choice } from '../actor.ts';
import { goalOf } from '../recording.ts';
import { choiceOf } from './choice.ts';
import { entitiesIn, isOfKind, wordsOf } from './entities.ts';

/** Unit vectors of texts, in order. */
export type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** A success that can be played again. */
interface Success {
  readonly goal: string;
  readonly commands: readonly string[];
  readonly vector: Float32Array;
}

/**
 * The control without any learning: the success whose goal is nearest, its commands one after the other, with the words of
 * its goal exchanged for those of the task and its entities for those that were seen.
 */
export class NearestActor implements Actor {
  readonly #successes: readonly Success[];
  readonly #embed: Embed;
  #commands: readonly string[] = [];
  #words: ReadonlyMap<string, string> = new Map();
  readonly #seen = new Set<string>();
  readonly #bound = new Map<string, string>();
  #choices: Choice[] = [];

  private constructor(successes: readonly Success[], embed: Embed) {
    this.#successes = successes;
    this.#embed = embed;
  }

  /** Of equal goals the first in the order of their ids is played. */
  static async create(trajectories: readonly Trajectory[], embed: Embed): Promise<NearestActor> {
    const successes = trajectories
      .filter(({ outcome }) => outcome === 'success')
      .toSorted((left, right) => (left.id < right.id ? -1 : 1));
    const vectors = await embed(successes.map(({ goal }) => goal));
    const made = successes.map(({ goal, steps }, at) => {
      const commands = steps.map(({ action }) => (action.kind === 'text' ? action.text : ''));
      return { goal, commands, vector: vectors[at] ?? new Float32Array(0) };
    });
    return new NearestActor(made, embed);
  }

  async begin({ observation, task }: Opening): Promise<void> {
    this.#seen.clear();
    this.#bound.clear();
    [this.#choices, this.#commands, this.#words] = [[], [], new Map()];
    this.#see(observation);
    const [own] = await this.#embed([goalOf(task)]);
    if (own === undefined) return;
    let best: Success | null = null;
    let nearness = -Infinity;
    for (const success of this.#successes) {
      const near = cosine(own, success.vector);
      if (near <= nearness) continue;
      nearness = near;
      best = success;
    }
    if (best === null) return;
    this.#commands = best.commands;
    this.#words = exchangedWords(wordsOf(best.goal), wordsOf(goalOf(task)));
  }

  #see(text: string): void {
    for (const { name } of entitiesIn(text)) this.#seen.add(name);
  }

  next(): string | null {
    const recorded = this.#commands[this.#choices.length];
    if (recorded === undefined) return null;
    let command = recorded;
    for (const { name, kind } of entitiesIn(recorded)) command = command.replace(name, this.#bind(name, kind));
    this.#choices.push(
      choiceOf({ step: this.#choices.length, command, reason: `the nearest success did: ${recorded}` }),
    );
    return command;
  }

  /** The entity that stands for one of the recording: the same as before, the same name, or the first of its kind that was seen. */
  #bind(name: string, kind: string): string {
    const wanted = this.#words.get(kind) ?? kind;
    const same = name.replace(kind, wanted);
    const taken = new Set(this.#bound.values());
    const found =
      this.#bound.get(name) ??
      (this.#seen.has(same) ? same : undefined) ??
      [...this.#seen].find((other) => isOfKind(other, wanted) && !taken.has(other));
    if (found !== undefined) this.#bound.set(name, found);
    return found ?? same;
  }

  observe({ observation }: Turn): void {
    this.#see(observation);
  }

  choices(): readonly Choice[] {
    return this.#choices;
  }

  executions(): readonly never[] {
    return [];
  }
}

/** Words of the recorded goal that the task has not, with those of the task that stand in their place: in order, from the end. */
function exchangedWords(recorded: readonly string[], task: readonly string[]): ReadonlyMap<string, string> {
  const gone = recorded.filter((word) => !task.includes(word)).toReversed();
  const come = task.filter((word) => !recorded.includes(word)).toReversed();
  return new Map(gone.flatMap((word, at) => (come[at] === undefined ? [] : [[word, come[at]] as const])));
}
