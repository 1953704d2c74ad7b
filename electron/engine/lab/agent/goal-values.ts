import { compareWithCategories } from '../../abstraction/goal-wording.ts';
import { isEntity, kindOf } from '../../abstraction/values.ts';
import type { Knowledge } from './knowledge.ts';
import type { GoalMeaning } from './meaning.ts';
import { assignRoles, fitOfRoles, type Roles } from './roles.ts';
import type { Scene } from './scene.ts';
import { sortedBy } from './sorted.ts';
import { alignWording } from './wording.ts';

/** A goal of no known wording: the things that it names, by words that were things somewhere, or are here. */
export interface NamedThings {
  /** The goal with `{0}`, `{1}`, ... for them. */
  readonly template: string;
  readonly values: readonly string[];
}

export function thingsIn(goal: string, { kinds }: Knowledge, scene: Scene): NamedThings {
  const here = kindsIn(scene);
  const values: string[] = [];
  const template = goal.toLowerCase().replace(/[a-z][\w-]*/g, (word) => {
    if (!here.has(word) && !kinds.has(word)) return word;
    values.push(word);
    return `{${values.length - 1}}`;
  });
  return { template, values };
}

function kindsIn(scene: Scene): ReadonlySet<string> {
  return new Set([...scene.things].filter((thing) => isEntity(thing)).map((thing) => kindOf(thing)));
}

/** A kind that stood or stands where things are listed, or of which something is here that nothing lists. */
export function isPlace(kind: string, { places }: Knowledge, scene: Scene): boolean {
  return places.kinds.has(kind) || scene.ofKind(kind).some((thing) => scene.where(thing) === null);
}

/** What was never found at a place may still be asked for there. */
const leastRatio = 0.02;
/** A likeness below which a goal does not name a kind. */
const leastNaming = 0.35;

/** Reads goals of other wordings than those that were learned from. */
export class GoalValues {
  readonly #knowledge: Knowledge;
  readonly #said: ReadonlySet<string>;
  readonly #likenessTo: (template: string) => readonly number[];

  constructor(knowledge: Knowledge, wordings: readonly string[]) {
    this.#knowledge = knowledge;
    this.#said = new Set(wordings.flatMap((wording) => wording.match(/[\p{L}\p{N}_-]+/gu) ?? []));
    this.#likenessTo = compareWithCategories(wordings.map((wording) => [wording]));
  }

  /** Likeness in [0, 1] of a goal to each wording, by words. */
  likeness(goal: string, scene: Scene): readonly number[] {
    return this.#likenessTo(thingsIn(goal, this.#knowledge, scene).template);
  }

  /** What a goal asks for by the roles of a wording: by the order of its words, or by the things that it names, whichever says more. */
  read(
    goal: string,
    { text, roles }: { readonly text: string; readonly roles: Roles },
    scene: Scene,
  ): readonly string[] {
    const named = thingsIn(goal, this.#knowledge, scene).values;
    const isPlaced = (kind: string): boolean => isPlace(kind, this.#knowledge, scene);
    const here = kindsIn(scene);
    const weigh = (value: string): number => {
      if (value === '') return -1;
      if (here.has(value) || this.#knowledge.kinds.has(value)) return 1;
      return this.#said.has(value) ? -0.5 : 0.5;
    };
    const candidates = [{ values: assignRoles(roles, named, isPlaced), share: 0 }, alignWording(text, goal)];
    const worth = ({ values, share }: (typeof candidates)[number]): number =>
      roles.reduce((sum, _, at) => sum + weigh(values[at] ?? ''), 0) +
      0.4 * share +
      0.1 * fitOfRoles(roles, values, isPlaced);
    return sortedBy(candidates, (candidate) => -worth(candidate))[0]?.values ?? [];
  }

  /** Log, at most 0, of how much rarer than elsewhere here such things were found at such places: what is asked is seldom odd. */
  together(kinds: readonly string[], scene: Scene): number {
    const { places } = this.#knowledge;
    const here = [...kindsIn(scene)].filter((kind) => places.kinds.has(kind));
    const things = kinds.filter((kind) => !places.kinds.has(kind));
    const pairs = kinds.flatMap((place) => (places.kinds.has(place) ? things.map((thing) => ({ thing, place })) : []));
    return pairs.reduce((sum, { thing, place }) => {
      const usual = here.reduce((all, other) => all + places.expectation(thing, other), 0) / Math.max(1, here.length);
      return usual === 0 ? sum : sum + Math.min(0, Math.log(places.expectation(thing, place) / usual + leastRatio));
    }, 0);
  }

  /** Kinds that a goal may name, with those that are here. */
  kinds(scene: Scene): readonly string[] {
    return [...new Set([...kindsIn(scene), ...this.#knowledge.kinds])].sort();
  }

  /** Kinds that may stand in a role: where places stood, those that are here, else what is no place; and what nearly always stood there. */
  kindsFor(
    scene: Scene,
    goal: string,
    meaning: GoalMeaning,
  ): (wording: { readonly text: string; readonly roles: Roles }, role: number) => readonly string[] {
    const here = [...kindsIn(scene)].filter((kind) => isPlace(kind, this.#knowledge, scene)).sort();
    const things = this.kinds(scene).filter((kind) => !isPlace(kind, this.#knowledge, scene));
    return (wording, role) => {
      const { places = 0, kinds = new Map<string, number>() } = wording.roles[role] ?? {};
      const all = [...kinds.values()].reduce((sum, count) => sum + count, 0);
      const usual = [...kinds].filter(([, count]) => count > all / 2).map(([kind]) => kind);
      const fitting = [...new Set([...usual, ...(places > 0.5 ? here : things)])];
      if ((places > 0.5 && here.length > 0) || fitting.some((kind) => meaning.naming(kind) >= leastNaming))
        return fitting;
      const said = this.read(goal, wording, scene)[role] ?? '';
      return said === '' || fitting.includes(said) ? fitting : [...fitting, said];
    };
  }
}
