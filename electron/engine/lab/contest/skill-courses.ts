import type { Derived, Procedure, ProcmemState, Settings } from '../../../../shared/model/index.ts';
import { kindOf } from '../../abstraction/values.ts';
import type { Opening } from '../../ports.ts';
import type { StrategySupply } from '../../strategies/index.ts';
import { goalOf, type Knowledge, type Scene } from '../agent/index.ts';
import type { Course, Courses, Followed, Situation } from './course.ts';
import type { Invocations } from './invocations.ts';
import { bindSkill, type BindingState, isTold } from './skill-binding.ts';
import { learnSlots, type LearntSlot, type LearntSlots } from './skill-links.ts';

/** Skills that are live, with the mined procedure that each goes back to. */
export type Origins = ReadonlyMap<string, string>;

export interface SkillParts {
  readonly knowledge: Knowledge;
  readonly derived: Derived;
  readonly origins: Origins;
  readonly supply: StrategySupply;
  readonly invocations: Invocations;
  readonly settings: Settings;
}

const noSlots: ReadonlyMap<string, LearntSlot> = new Map();

/** What ProcMEM supplies: in each state the skill of the pool that its selection puts first, of those that can be invoked. */
export class SkillCourses implements Courses {
  readonly #parts: SkillParts;
  readonly #pool: ReadonlyMap<string, Procedure>;
  readonly #slots: ReadonlyMap<string, LearntSlots>;
  #goal = '';
  #values: readonly string[] = [];
  #seed = 0;

  constructor(parts: SkillParts) {
    this.#parts = parts;
    const { derived, knowledge, origins } = parts;
    this.#pool = new Map(
      derived.procedures.flatMap((item) => (origins.has(item.id) ? [[item.id, item] as const] : [])),
    );
    this.#slots = learnSlots(knowledge.plays.filter(({ episode }) => episode.outcome === 'success'));
  }

  async begin(opening: Opening, scene: Scene, seed: number): Promise<void> {
    this.#goal = goalOf(opening);
    this.#values = valuesOf(this.#goal, this.#parts.knowledge, scene);
    this.#seed = seed;
  }

  async next({ scene, followed }: Situation): Promise<Course | null> {
    const state = { scene, followed, values: this.#values, originOf: (id: string) => this.#originOf(id) };
    for (const { id, score } of await this.#rank(followed)) {
      const item = this.#pool.get(id);
      const course = item === undefined ? null : this.#invoke(item, score, state);
      if (course !== null) return course;
    }
    return null;
  }

  /** Skills by the nearness of the state to those in which they were begun, or by their bound; those far off are left out. */
  async #rank(followed: readonly Followed[]): Promise<readonly { readonly id: string; readonly score: number }[]> {
    const { settings, supply, invocations } = this.#parts;
    const done = followed.flatMap(({ course, succeeded }) => (succeeded ? [this.#originOf(course.id)] : []));
    const likeness = await invocations.likeness(this.#goal, done);
    const near = [...this.#pool.keys()]
      .map((id) => ({ id, score: likeness.get(this.#originOf(id)) ?? 0 }))
      .filter(({ score }) => score >= settings.procmemCosine)
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    if (settings.procmemSelection === 'cosine') return near;
    const bounds = await supply.rank({ goal: this.#goal, observation: '', k: this.#pool.size, seed: this.#seed });
    const open = new Set(near.map(({ id }) => id));
    return bounds.filter(({ id }) => open.has(id));
  }

  #originOf(skill: string): string {
    return this.#parts.origins.get(skill) ?? skill;
  }

  /** The skill as it can be invoked now; null where its activation does not hold, its end is reached, or nothing binds it. */
  #invoke({ id, body }: Procedure, score: number, state: BindingState): Course | null {
    const binding = bindSkill(id, this.#slots.get(this.#originOf(id)) ?? noSlots, state);
    if (binding === null) return null;
    const { links, goal, avoid, placed } = binding;
    const things = [...placed].filter(([, thing]) => thing !== null);
    const isActive = body.preconditions.every(
      (condition) => condition.polarity === 'negative' || isTold(condition, binding, state),
    );
    const isReached =
      things.length > 0 &&
      body.postconditions.length > 0 &&
      body.postconditions.every((condition) => isTold(condition, binding, state));
    const isDone = state.followed.some(
      ({ course, bindings }) =>
        course.id === id && things.length > 0 && things.every(([slot, thing]) => bindings[slot] === thing),
    );
    if (!isActive || isReached || isDone) return null;
    const way = { metaId: null, positions: [{ procedureId: id, links }], plays: 1 };
    return { id, way, goal, score, avoid, reason: `Active, ${score.toFixed(2)}: ${body.goal}` };
  }

  end(outcome: 'success' | 'failure', followed: readonly Pick<Followed, 'course'>[]): void {
    this.#parts.supply.learn({ followed: followed.map(({ course }) => course.id), outcome });
  }
}

/** Skills that are live, with the mined procedures that they, or those that they were made from, carry out. */
export function originsOf({ procedures }: Derived, { skills }: ProcmemState): Origins {
  const parents = new Map(skills.map(({ id, parent }) => [id, parent]));
  const rootOf = (id: string): string => {
    const seen = new Set<string>();
    let root = id;
    for (let above = parents.get(root) ?? null; above !== null && !seen.has(above); above = parents.get(root) ?? null) {
      seen.add(above);
      root = above;
    }
    return root.replace(/^k-/, 'p-');
  };
  return new Map(procedures.flatMap(({ id, status }) => (status === 'live' ? [[id, rootOf(id)] as const] : [])));
}

/** Kinds and values that a goal names: by a wording that is known, else its words that are kinds of things. */
function valuesOf(goal: string, knowledge: Knowledge, scene: Scene): readonly string[] {
  const read = knowledge.readGoal(goal);
  const isKnown = knowledge.plays.some(({ episode }) => knowledge.readGoal(episode.goal).template === read.template);
  if (isKnown) return read.values;
  const here = new Set([...scene.things].map((thing) => kindOf(thing)));
  const words = goal.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? [];
  return words.filter((word) => here.has(word) || knowledge.kinds.has(word));
}
