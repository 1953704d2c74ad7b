import type { Opening, Turn } from '../../ports.ts';
import type { Actor, Choice, Execution } from '../actor.ts';
import {
  type Command,
  Explorer,
  Follower,
  freshProgress,
  noteAnswer,
  type Knowledge,
  type Progress,
  Scene,
} from '../agent/index.ts';
import type { Course, Courses, Followed } from './course.ts';

export interface StrategyActorParts {
  readonly knowledge: Knowledge;
  readonly courses: Courses;
  /** Probability of success of an entry or skill, as believed before the episode. */
  readonly expected: (id: string) => number;
  /** Whether the strategy hears how episodes end. */
  readonly learns: boolean;
}

/** What is followed now: since which step, and by what. */
interface Under {
  readonly course: Course;
  readonly follower: Follower;
  readonly from: number;
}

/** Courses that an episode may take up, whatever came of them. */
const mostCourses = 60;

/** Plays by what a strategy supplies, whichever it is; where nothing suits, what was not tried is tried. */
export class StrategyActor implements Actor {
  readonly #parts: StrategyActorParts;
  #scene: Scene;
  #progress: Progress = freshProgress();
  #explorer: Explorer;
  #under: Under | null = null;
  #followed: Followed[] = [];
  #asked: Command | null = null;
  #choices: Choice[] = [];
  #executions: Execution[] = [];
  #isTold = false;

  constructor(parts: StrategyActorParts) {
    this.#parts = parts;
    this.#scene = new Scene(parts.knowledge.lists);
    this.#explorer = new Explorer(parts.knowledge, this.#scene, 0);
  }

  async begin(opening: Opening, seed: number): Promise<void> {
    this.#tell('failure');
    const { knowledge, courses } = this.#parts;
    this.#scene = new Scene(knowledge.lists);
    this.#scene.observe(opening.observation);
    this.#progress = freshProgress();
    this.#explorer = new Explorer(knowledge, this.#scene, seed);
    [this.#under, this.#asked, this.#isTold] = [null, null, false];
    [this.#followed, this.#choices, this.#executions] = [[], [], []];
    await courses.begin(opening, this.#scene, seed);
  }

  async next(): Promise<string | null> {
    for (;;) {
      this.#under ??= await this.#take();
      if (this.#under === null) return this.#explore();
      const command = this.#under.follower.next();
      if (command !== null) return this.#give(command, this.#under);
      this.#leave(this.#under);
    }
  }

  async #take(): Promise<Under | null> {
    if (this.#followed.length >= mostCourses) return null;
    const [scene, progress] = [this.#scene, this.#progress];
    const course = await this.#parts.courses.next({ scene, progress, followed: this.#followed });
    if (course === null) return null;
    const { knowledge } = this.#parts;
    const own = { ...progress, unfit: new Set([...progress.unfit, ...(course.avoid ?? [])]) };
    const follower = new Follower({ way: course.way, knowledge, scene, progress: own, goal: course.goal });
    return { course, follower, from: this.#choices.length };
  }

  /** What was followed is at its end: it came to its last step, or could go no further. */
  #leave({ course, follower, from }: Under): void {
    // A way that came to its end stands at no procedure any more.
    const succeeded = follower.procedureId === null;
    const bindings = Object.fromEntries(follower.bound.flatMap((bound) => [...bound]));
    this.#followed.push({ course, succeeded, bindings });
    this.#under = null;
    const to = this.#choices.length;
    if (to === from) return;
    const predicted = this.#parts.expected(course.id);
    this.#executions.push({ procedureId: course.id, from, to, predicted, succeeded });
  }

  observe({ observation, won }: Turn): void {
    const facts = this.#scene.observe(observation);
    const asked = this.#asked;
    if (asked === null) return;
    const isRefused = this.#parts.knowledge.isRefusal(asked.template, asked.args, facts);
    noteAnswer(this.#progress, asked, isRefused);
    this.#under?.follower.observe(isRefused);
    if (won && this.#under !== null) {
      const { course, from } = this.#under;
      const [to, predicted] = [this.#choices.length, this.#parts.expected(course.id)];
      this.#executions.push({ procedureId: course.id, from, to, predicted, succeeded: true });
    }
    if (won) this.#tell('success');
  }

  /** Tells how the episode ended, once; what went on to its last step without success has failed. */
  #tell(outcome: 'success' | 'failure'): void {
    const followed = this.#under === null ? this.#followed : [...this.#followed, { course: this.#under.course }];
    if (this.#parts.learns && !this.#isTold && this.#choices.length > 0) this.#parts.courses.end(outcome, followed);
    this.#isTold = true;
  }

  #give(command: Command, { course, follower }: Under): string {
    this.#record(command, {
      by: 'procedure',
      procedureId: course.id,
      bindings: follower.bindings,
      reason: course.reason,
    });
    return command.text;
  }

  #explore(): string | null {
    const command = this.#explorer.next();
    if (command === null) return null;
    const reason = 'Nothing that the memory supplies can be followed: what was not tried is tried.';
    this.#record(command, { by: 'fallback', procedureId: null, bindings: {}, reason });
    return command.text;
  }

  #record(command: Command, why: Pick<Choice, 'by' | 'procedureId' | 'bindings' | 'reason'>): void {
    this.#asked = command;
    this.#choices.push({ step: this.#choices.length, command: command.text, metaId: null, utility: null, ...why });
  }

  choices(): readonly Choice[] {
    return this.#choices;
  }

  executions(): readonly Execution[] {
    return this.#executions;
  }
}
