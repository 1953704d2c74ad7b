import type { Derived } from '../../../../shared/model/index.ts';
import { compareWithCategories } from '../../abstraction/goal-wording.ts';
import { isEntity, kindOf } from '../../abstraction/values.ts';
import { taskOf } from '../../import/conversation/index.ts';
import type { Opening } from '../../ports.ts';
import type { Knowledge } from './knowledge.ts';
import type { Advise, Option } from './memory-agent.ts';
import { assignRoles, fitOfRoles, learnRoles, type Roles } from './roles.ts';
import type { Scene } from './scene.ts';
import { sortedBy } from './sorted.ts';
import { deedsOf, learnWay, type Way } from './ways.ts';
import { alignWording } from './wording.ts';

/** A way of a category with its evidence. */
interface Known {
  readonly way: Way;
  readonly successes: number;
  readonly failures: number;
}

/** What a memory says for a kind of goal. */
interface Category {
  readonly roles: Roles;
  readonly ways: readonly Known[];
}

const leastRelevance = 0.15;
const mostWays = 6;

export function createAdvice(knowledge: Knowledge, derived: Derived): Advise {
  const { plays } = knowledge;
  const byWording = Map.groupBy(plays, ({ episode }) => knowledge.readGoal(episode.goal).template);
  const wordings = [...byWording.keys()].sort();
  const likenessTo = compareWithCategories(wordings.map((wording) => [wording]));
  const said = new Set(wordings.flatMap((wording) => wording.match(/[\p{L}\p{N}_-]+/gu) ?? []));
  const known = new Map<string, Category>();
  const categoryAt = (wording: string): Category => {
    const made = known.get(wording) ?? readCategory(knowledge, derived, byWording.get(wording) ?? []);
    known.set(wording, made);
    return made;
  };
  return async (opening, scene) => {
    /** What a goal of another wording asks for: by the order of its words, or by the things that it names, whichever says more. */
    const readValues = (asked: {
      readonly goal: string;
      readonly wordings: readonly string[];
      readonly roles: Roles;
      readonly named: readonly string[];
    }): readonly string[] => {
      const isPlaced = (kind: string): boolean => isPlace(kind, knowledge, scene);
      const here = new Set([...scene.things].map((thing) => kindOf(thing)));
      const weigh = (value: string): number =>
        value === '' ? -1 : here.has(value) || knowledge.kinds.has(value) ? 1 : said.has(value) ? -0.5 : 0.5;
      const candidates = [
        { values: assignRoles(asked.roles, asked.named, isPlaced), share: 0 },
        ...asked.wordings.map((wording) => alignWording(wording, asked.goal)),
      ];
      const worth = ({ values, share }: (typeof candidates)[number]): number =>
        asked.roles.reduce((sum, _, at) => sum + weigh(values[at] ?? ''), 0) + 0.4 * share + 0.1 * fitOfRoles(asked.roles, values, isPlaced);
      return sortedBy(candidates, (candidate) => -worth(candidate))[0]?.values ?? [];
    };
    const goal = goalOf(opening);
    const read = knowledge.readGoal(goal);
    const named = namedIn(goal, knowledge, scene);
    const likeness = likenessTo(named.template);
    const relevances = wordings.map((wording, at) => ({
      wording,
      relevance: wording === read.template ? 1 : (likeness[at] ?? 0) * 0.9,
    }));
    const options = relevances
      .filter(({ relevance }) => relevance >= leastRelevance)
      .flatMap(({ wording, relevance }) => {
        const category = categoryAt(wording);
        const values =
          wording === read.template
            ? read.values
            : readValues({ goal, wordings: [wording], roles: category.roles, named: named.values });
        return category.ways.map((entry) => optionOf(entry, relevance, values));
      });
    return sortedBy(options, ({ utility }) => -utility.total).slice(0, mostWays);
  };
}

export function goalOf({ task }: Opening): string {
  const { goal } = taskOf(task);
  return goal === '' ? task : goal;
}

function optionOf({ way, successes, failures }: Known, relevance: number, goal: readonly string[]): Option {
  const success = (successes + 1) / (successes + failures + 2);
  const variance = (success * (1 - success)) / (successes + failures + 3);
  const information = Math.min(1, variance * 12) * relevance;
  const total = relevance * success + 0.1 * information - 0.25 * (1 - success);
  return {
    way,
    goal,
    utility: { relevance, success, risk: 0.5, information, total },
    reason: `${successes} of ${successes + failures} episodes that went this way succeeded.`,
  };
}

function readCategory(knowledge: Knowledge, derived: Derived, plays: Knowledge['plays']): Category {
  const { isLook } = knowledge;
  const keyOf = (sequence: readonly string[]): string => deedsOf(sequence, isLook).join(' ');
  const done = Map.groupBy(plays, ({ course }) => keyOf(course.map(({ procedureId }) => procedureId)));
  const metas = new Map(
    derived.metaProcedures.filter(({ status }) => status === 'live').map((meta) => [keyOf(meta.sequence), meta]),
  );
  const ways = [...done].flatMap(([key, own]): readonly Known[] => {
    const good = own.filter(({ episode }) => episode.outcome === 'success');
    const [first] = good;
    if (key === '' || first === undefined) return [];
    const meta = metas.get(key);
    const sequence = meta?.sequence ?? key.split(' ');
    const way = learnWay({ metaId: meta?.id ?? null, sequence, plays: good, listedBy: knowledge.listedBy });
    const failures = own.filter(({ episode }) => episode.outcome === 'failure').length;
    return way === null ? [] : [{ way, successes: good.length, failures }];
  });
  const good = plays.filter(({ episode }) => episode.outcome === 'success');
  return { roles: learnRoles(good, knowledge), ways };
}

/** A goal of no known wording: the things that it names, by words that were things somewhere, or are here. */
function namedIn(
  goal: string,
  knowledge: Knowledge,
  scene: Scene,
): { readonly template: string; readonly values: readonly string[] } {
  const here = new Set([...scene.things].filter((thing) => isEntity(thing)).map((thing) => kindOf(thing)));
  const values: string[] = [];
  const template = goal.toLowerCase().replace(/[a-z][\w-]*/g, (word) => {
    if (!here.has(word) && !knowledge.kinds.has(word)) return word;
    values.push(word);
    return `{${values.length - 1}}`;
  });
  return { template, values };
}

function isPlace(kind: string, knowledge: Knowledge, scene: Scene): boolean {
  return knowledge.places.kinds.has(kind) || scene.ofKind(kind).some((thing) => scene.where(thing) === null);
}
