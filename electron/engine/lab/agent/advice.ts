import type { Posterior, Settings } from '../../../../shared/model/index.ts';
import { createRandom } from '../../../../shared/numeric/index.ts';
import { summarise } from '../../bayes/index.ts';
import { taskOf } from '../../import/conversation/index.ts';
import type { Opening } from '../../ports.ts';
import { rank, type SelectionItem } from '../../selection/index.ts';
import type { KnownWay, Wording } from './courses.ts';
import { GoalValues } from './goal-values.ts';
import type { Knowledge } from './knowledge.ts';
import type { Advise, Option } from './memory-agent.ts';
import type { Scene } from './scene.ts';

/** How an option is chosen: by expected utility, by likeness alone, or by chance. */
export type Choosing = 'utility' | 'likeness' | 'chance';

export interface AdviceParts {
  readonly knowledge: Knowledge;
  readonly settings: Settings;
  /** In the order of their texts. */
  readonly wordings: readonly Wording[];
  readonly choosing: Choosing;
  /** Likeness in [0, 1] of a goal to each wording by meaning; null where there is no model. */
  readonly meaning: ((goal: string) => Promise<readonly number[]>) | null;
}

/** How often trying what is in sight reaches a goal, as it is believed before: about once in twenty. */
const exploring = { alpha: 1, beta: 19 };
/** What is alike by words alone is never as sure as the wording itself. */
const almost = 0.9;
const leastRelevance = 0.15;
const mostWays = 6;

/** Ranks ways to a goal by the rules of selection (SPEC, S1 to S9); what is left of the ranking is tried in its order. */
export function createAdvice(parts: AdviceParts): Advise {
  const { knowledge, wordings, settings, choosing } = parts;
  const values = new GoalValues(
    knowledge,
    wordings.map(({ text }) => text),
  );
  return async (opening, scene, seed) => {
    const goal = goalOf(opening);
    const read = knowledge.readGoal(goal);
    const relevances = await relevancesOf({ goal, template: read.template, scene }, parts, values);
    const known = wordings.flatMap((wording, at) => {
      const relevance = relevances[at] ?? 0;
      return wording.ways.map((way) => ({ way, wording, relevance }));
    });
    const optionOf = ({ wording }: Entry): readonly string[] =>
      wording.text === read.template
        ? read.values
        : values.read(goal, { wording: wording.text, roles: wording.roles }, scene);
    if (choosing === 'chance') return draw(known, seed).map((entry) => plainOption(entry, optionOf(entry)));
    const fitting = known.filter(({ relevance }) => relevance >= leastRelevance);
    return inOrder(fitting, { settings, choosing, seed }).map(({ entry, utility }) => ({
      ...plainOption(entry, optionOf(entry)),
      utility,
    }));
  };
}

interface Entry {
  readonly way: KnownWay;
  readonly wording: Wording;
  readonly relevance: number;
}

interface Asked {
  readonly goal: string;
  readonly template: string;
  readonly scene: Scene;
}

async function relevancesOf(
  { goal, template, scene }: Asked,
  { wordings, meaning }: AdviceParts,
  values: GoalValues,
): Promise<readonly number[]> {
  if (wordings.some(({ text }) => text === template)) return exactOr(wordings, template, values.likeness(goal, scene));
  const byWords = values.likeness(goal, scene);
  const byMeaning = meaning === null ? null : await meaning(goal);
  return wordings.map((_, at) => almost * Math.max(byWords[at] ?? 0, byMeaning?.[at] ?? 0));
}

function exactOr(wordings: readonly Wording[], template: string, likeness: readonly number[]): readonly number[] {
  return wordings.map(({ text }, at) => (text === template ? 1 : almost * (likeness[at] ?? 0)));
}

type Utility = NonNullable<Option['utility']>;

/** Best first; what is worth less than trying what is in sight is left out. */
function inOrder(
  entries: readonly Entry[],
  { settings, choosing, seed }: { readonly settings: Settings; readonly choosing: Choosing; readonly seed: number },
): readonly { readonly entry: Entry; readonly utility: Utility }[] {
  const byId = new Map(entries.map((entry) => [entry.way.id, entry]));
  const fallback = summarise(exploring, { successes: 0, failures: 0 });
  const ranked = rank({
    items: entries.map(itemOf),
    particularsOf: (id) => ({
      preconditions: [],
      bindings: {},
      here: null,
      failures: failuresOf(byId.get(id)),
    }),
    settings: { ...settings, threshold: -Infinity },
    k: entries.length,
    seed,
    fallback,
  });
  const least = worthOf(fallback, settings);
  const candidates =
    choosing === 'likeness'
      ? ranked.candidates.toSorted((a, b) => b.relevance - a.relevance || (a.id < b.id ? -1 : 1))
      : ranked.candidates;
  return candidates
    .filter(({ expectedUtility }) => choosing === 'likeness' || expectedUtility > least)
    .slice(0, mostWays)
    .flatMap(({ id, relevance, mean, risk, information, expectedUtility }) => {
      const entry = byId.get(id);
      const utility = { relevance, success: mean, risk, information, total: expectedUtility };
      return entry === undefined ? [] : [{ entry, utility }];
    });
}

/** What falling back is worth: always relevant, as risky as anything of which nothing is known. */
function worthOf({ mean }: Posterior, { rewardMax, costFailure, riskPrior }: Settings): number {
  return mean * rewardMax - (1 - mean) * riskPrior * costFailure;
}

function failuresOf(entry: Entry | undefined): { readonly similarity: number; readonly count: number }[] {
  return entry === undefined || entry.way.failures === 0
    ? []
    : [{ similarity: entry.relevance, count: entry.way.failures }];
}

function itemOf({ way, relevance, wording }: Entry): SelectionItem {
  return {
    id: way.id,
    kind: way.way.metaId === null ? 'procedure' : 'meta',
    goal: wording.text,
    posterior: way.posterior,
    expectedSteps: way.expectedSteps,
    ...{ cosine: null, bm25: 0, wordMatch: null, order: null, fused: relevance, calibrated: relevance, relevance },
  };
}

function plainOption({ way }: Entry, goal: readonly string[]): Option {
  const { n, prior, alpha } = way.posterior;
  const reason = `${alpha - prior.alpha} of ${n} episodes that went this way succeeded.`;
  return { way: way.way, goal, utility: null, reason };
}

/** All in an order that the seed alone decides. */
function draw<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const random = createRandom(seed);
  const left = [...items];
  const drawn: Item[] = [];
  while (left.length > 0 && drawn.length < mostWays) drawn.push(...left.splice(random.whole(left.length), 1));
  return drawn;
}

/** The task without what stands around it. */
export function goalOf({ task }: Opening): string {
  const { goal } = taskOf(task);
  return goal === '' ? task : goal;
}
