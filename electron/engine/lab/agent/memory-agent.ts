import { kindOf } from '../../abstraction/values.ts';
import type { Opening, Turn } from '../../ports.ts';
import type { Actor, Choice, Execution, UtilityTerms } from '../actor.ts';
import { noteClosing } from './closings.ts';
import { Explorer } from './explorer.ts';
import { Follower } from './follower.ts';
import { MeansFinder } from './means.ts';
import { type Command, freshProgress, noteAnswer, type Progress } from './progress.ts';
import type { Knowledge } from './knowledge.ts';
import { prospectOf } from './prospects.ts';
import { Scene } from './scene.ts';
import { sortedBy } from './sorted.ts';
import type { Way } from './ways.ts';

/** A way with what is expected of it for the goal of this episode. */
export interface Option {
  readonly way: Way;
  /** Null where it was not weighed. */
  readonly utility: UtilityTerms | null;
  /** What the goal asks for, by the numbers that the way's sources use. */
  readonly goal: readonly string[];
  readonly reason: string;
  /** Whether the goal may mean something else as well: what is found on the way says which reading is tried first. */
  readonly isReading: boolean;
}

/** What to try for a goal, best first; empty where nothing reaches the threshold. */
export type Advise = (opening: Opening, scene: Scene, seed: number) => Promise<readonly Option[]>;

export interface MemoryAgentParts {
  readonly knowledge: Knowledge;
  readonly advise: Advise;
  /** Mean of the posterior of a procedure, as it was before the episode. */
  readonly expected: (procedureId: string) => number;
}

/** How much likelier a reading is than one that is worth less by one; commands that a position takes, about. */
const [sharpness, perDeed] = [40, 2];

/** Plays by what a memory holds, and by what it is told: see SPEC-lab, rules of the agent. */
export class MemoryAgent implements Actor {
  readonly #parts: MemoryAgentParts;
  readonly #means: MeansFinder;
  /** Ways that were put behind others once. */
  readonly #putBehind = new Set<Option>();
  #scene: Scene;
  #progress: Progress = freshProgress();
  #options: Option[] = [];
  #option: Option | null = null;
  #follower: Follower | null = null;
  #explorer: Explorer;
  #done: { readonly option: Option | null; readonly bound: Follower['bound'] } | null = null;
  #asked: Command | null = null;
  #choices: Choice[] = [];
  #executions: Execution[] = [];

  constructor(parts: MemoryAgentParts) {
    this.#parts = parts;
    this.#means = new MeansFinder(parts.knowledge);
    this.#scene = new Scene(parts.knowledge.lists);
    this.#explorer = new Explorer(parts.knowledge, this.#scene, 0);
  }

  async begin(opening: Opening, seed: number): Promise<void> {
    const { knowledge, advise } = this.#parts;
    this.#scene = new Scene(knowledge.lists);
    this.#scene.observe(opening.observation);
    this.#progress = freshProgress();
    this.#explorer = new Explorer(knowledge, this.#scene, seed);
    this.#putBehind.clear();
    this.#option = null;
    this.#follower = null;
    this.#done = null;
    this.#asked = null;
    this.#choices = [];
    this.#executions = [];
    this.#options = [...(await advise(opening, this.#scene, seed))];
  }

  next(): string | null {
    for (;;) {
      this.#reconsider();
      if (this.#follower === null) {
        const option = this.#options.shift();
        if (option === undefined) return this.#explore();
        this.#option = option;
        const { knowledge } = this.#parts;
        this.#follower = new Follower({
          way: option.way,
          knowledge,
          scene: this.#scene,
          progress: this.#progress,
          goal: option.goal,
          testing: {
            means: this.#means,
            mayYield: () => !option.isReading && this.#options.length > 0 && !this.#putBehind.has(option),
          },
          hasOthers: option.isReading,
          before: this.#follows(option) ? this.#done?.bound : undefined,
        });
        this.#done = null;
      }
      const command = this.#follower.next();
      this.#collect();
      if (command !== null) return this.#give(command);
      if (this.#follower.violated !== null && this.#option !== null)
        this.#putOff(this.#option, this.#follower.violated);
      this.#done = this.#follower.isDone ? { option: this.#option, bound: this.#follower.bound } : null;
      this.#follower = null;
      this.#option = null;
    }
  }

  observe({ observation, won }: Turn): void {
    const facts = this.#scene.observe(observation);
    const asked = this.#asked;
    if (asked === null) return;
    const isRefused = this.#parts.knowledge.isRefusal(asked.template, asked.args, facts);
    noteAnswer(this.#progress, asked, isRefused);
    if (!isRefused) this.#noteDone(asked);
    this.#follower?.observe(isRefused);
    if (won) this.#follower?.close();
    this.#collect();
  }

  /** Readings in the order of what they are worth now: how likely one is, for what it takes. */
  #reconsider(): void {
    const current = this.#follower?.isLooking === true ? this.#option : null;
    if (this.#follower !== null && current === null) return;
    const all = [...(current === null ? [] : [current]), ...this.#options];
    if (all.some(({ isReading }) => !isReading)) return;
    const worth = (option: Option): number => {
      const { way, goal, utility } = option;
      const from = this.#follows(option) ? (this.#done?.option?.way.positions.length ?? 0) : 0;
      const { knowledge } = this.#parts;
      const { chance, search } = prospectOf(
        { way, goal, from },
        { knowledge, scene: this.#scene, progress: this.#progress },
      );
      return (
        (Math.exp((utility?.total ?? 0) * sharpness) * chance) / (perDeed * (way.positions.length - from) + search)
      );
    };
    const ordered = sortedBy(all, (option) => -worth(option));
    if (current !== null && ordered[0] === current) return;
    this.#options = [...ordered];
    this.#follower = null;
    this.#option = null;
  }

  /** Whether an option goes on from where the last one, which was done, came to. */
  #follows({ way, goal }: Option): boolean {
    const last = this.#done?.option ?? null;
    if (last === null || way.positions.length <= last.way.positions.length) return false;
    const isSame = last.way.positions.every(({ procedureId }, at) => way.positions[at]?.procedureId === procedureId);
    return isSame && goal.join('\n') === last.goal.join('\n');
  }

  /** What was put down is where it was put, and can be taken again. */
  #noteDone(done: Command): void {
    const { closings, skills, places } = this.#parts.knowledge;
    const held = [...closings].some(
      ([opener, closer]) => closer === done.template && this.#progress.open.get(opener)?.[0] === done.args[0],
    );
    const [thing = '', place = null] = done.args;
    // What else a command names (a tool) is no place: what was used with it is where it was.
    if (held && (place === null || places.kinds.has(kindOf(place)))) this.#scene.move(thing, place);
    const procedureOf = (key: string): readonly number[] =>
      skills.get(key.split('\n')[0] ?? '')?.acts.map(({ template }) => template) ?? [];
    noteClosing(this.#progress, done, { closings, procedureOf });
  }

  choices(): readonly Choice[] {
    return this.#choices;
  }

  executions(): readonly Execution[] {
    return this.#executions;
  }

  /** What a precondition stands against is tried after all others, once. */
  #putOff(option: Option, violated: string): void {
    const later = { ...option, reason: `${option.reason} Put behind others, as this does not hold: ${violated}.` };
    this.#putBehind.add(later);
    this.#options.push(later);
  }

  #collect(): void {
    const follower = this.#follower;
    if (follower === null) return;
    for (const { procedureId, steps, succeeded } of follower.ended.splice(0)) {
      const to = this.#choices.length;
      const predicted = this.#parts.expected(procedureId);
      this.#executions.push({ procedureId, from: to - steps, to, predicted, succeeded });
    }
  }

  #give(command: Command): string {
    const follower = this.#follower;
    const option = this.#option;
    this.#asked = command;
    this.#choices.push({
      step: this.#choices.length,
      command: command.text,
      by: option === null ? 'fallback' : option.way.metaId === null ? 'procedure' : 'meta',
      procedureId: follower?.procedureId ?? null,
      metaId: option?.way.metaId ?? null,
      bindings: follower?.bindings ?? {},
      utility: option?.utility ?? null,
      reason:
        withErrand(option?.reason, follower?.bringsAbout ?? null) ??
        'Nothing in the memory reaches the threshold: what was not tried is tried.',
    });
    return command.text;
  }

  #explore(): string | null {
    const command = this.#explorer.next();
    return command === null ? null : this.#give(command);
  }
}

function withErrand(reason: string | undefined, bringsAbout: string | null): string | undefined {
  return reason === undefined || bringsAbout === null ? reason : `${reason} First: ${bringsAbout}.`;
}
