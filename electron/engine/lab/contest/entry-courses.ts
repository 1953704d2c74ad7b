import type { MempEntry, MempState, Settings } from '../../../../shared/model/index.ts';
import { kindOf } from '../../abstraction/values.ts';
import type { Opening } from '../../ports.ts';
import type { StrategySupply } from '../../strategies/index.ts';
import { alignWording, goalOf, type Knowledge, type Scene } from '../agent/index.ts';
import type { Course, Courses, Followed } from './course.ts';
import { wayOfEpisode } from './entry-way.ts';

export interface EntryParts {
  readonly knowledge: Knowledge;
  readonly state: MempState;
  readonly supply: StrategySupply;
  readonly settings: Settings;
}

/** What Mem^p supplies: the entries that its policy retrieves, best first; each as its script, its trajectory, or both. */
export class EntryCourses implements Courses {
  readonly #parts: EntryParts;
  #left: Course[] = [];

  constructor(parts: EntryParts) {
    this.#parts = parts;
  }

  async begin(opening: Opening, _scene: Scene, seed: number): Promise<void> {
    const { supply, settings, state } = this.#parts;
    const goal = goalOf(opening);
    const found = await supply.rank({ goal, observation: opening.observation, k: settings.mempCount, seed });
    const byId = new Map(state.entries.map((entry) => [entry.id, entry]));
    this.#left = found.flatMap(({ id, score, bindings }) => {
      const entry = byId.get(id);
      return entry === undefined ? [] : this.#coursesOf(entry, { goal, score, facts: bindings });
    });
  }

  #coursesOf(
    entry: MempEntry,
    asked: { readonly goal: string; readonly score: number; readonly facts: MempEntry['facts'] },
  ): readonly Course[] {
    const { knowledge, settings } = this.#parts;
    const episode = knowledge.corpus.episodes.find(({ trajectoryId }) => trajectoryId === entry.trajectoryId);
    if (episode === undefined) return [];
    const { habits } = knowledge;
    const isLook = (template: number): boolean => habits.bringers.has(template) || habits.shows(template) >= 0.3;
    const script = (step: number, template: number): boolean => entry.marks[step] === 'critical' && !isLook(template);
    const all = (): boolean => true;
    const kept = { trajectory: [all], script: [script], proceduralization: [script, all] }[settings.mempBuild];
    const goal = bindGoal(entry, { ...asked, own: episode.goal, knowledge });
    return kept.flatMap((keeps) => {
      const way = wayOfEpisode(episode, knowledge, keeps);
      const reason = `Retrieved: ${entry.query}`;
      return way === null ? [] : [{ id: entry.id, way, goal, score: asked.score, reason }];
    });
  }

  async next(): Promise<Course | null> {
    return this.#left.shift() ?? null;
  }

  end(outcome: 'success' | 'failure', followed: readonly Pick<Followed, 'course'>[]): void {
    this.#parts.supply.learn({ followed: [...new Set(followed.map(({ course }) => course.id))], outcome });
  }
}

/**
 * What the values of the entry's goal are in the task: by the same wording, else by the words that stand in their places, else
 * by the facts of one key. What nothing says stays as it was.
 */
function bindGoal(
  entry: MempEntry,
  { own, goal, facts, knowledge }: { own: string; goal: string; facts: MempEntry['facts']; knowledge: Knowledge },
): readonly string[] {
  const [known, asked] = [knowledge.readGoal(own), knowledge.readGoal(goal)];
  if (known.template === asked.template) return asked.values;
  const aligned = alignWording(known.template, goal).values;
  return known.values.map((value, at) => {
    const key = Object.entries(entry.facts).find(([, fact]) => fact === value || fact === kindOf(value))?.[0];
    const said = aligned[at] ?? '';
    return (key === undefined ? undefined : facts[key]) ?? (said === '' ? value : said);
  });
}
