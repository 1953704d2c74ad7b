import type { Progress, Scene, Way } from '../agent/index.ts';
import type { Opening } from '../../ports.ts';

/** One thing that a strategy supplies: what to follow, bound as far as the goal binds it. */
export interface Course {
  /** The entry or skill. */
  readonly id: string;
  readonly way: Way;
  /** What the sources of the way's slots stand for: kinds, or things themselves. */
  readonly goal: readonly string[];
  /** By the strategy's own measure. */
  readonly score: number;
  readonly reason: string;
  /** Things that it is not done with. */
  readonly avoid?: ReadonlySet<string>;
}

/** A course that came to its end, or could not be followed. */
export interface Followed {
  readonly course: Course;
  readonly succeeded: boolean;
  readonly bindings: Readonly<Record<string, string>>;
}

/** What is known in an episode when the next course is chosen. */
export interface Situation {
  readonly scene: Scene;
  readonly progress: Progress;
  /** What was followed so far, in order. */
  readonly followed: readonly Followed[];
}

/** What a strategy supplies to one who acts, episode by episode. */
export interface Courses {
  begin(opening: Opening, scene: Scene, seed: number): Promise<void>;
  /** What to follow now; null where nothing suits. */
  next(situation: Situation): Promise<Course | null>;
  /** How the episode ended. */
  end(outcome: 'success' | 'failure', followed: readonly Pick<Followed, 'course'>[]): void;
}
