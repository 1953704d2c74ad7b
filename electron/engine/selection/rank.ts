import type { Candidate, Ranking } from '../../../shared/contract/index.ts';
import type { Calibration, Posterior, Settings } from '../../../shared/model/index.ts';
import { calibrate } from './calibration.ts';
import { choose } from './choose.ts';
import { nearest, type Found } from './retrieve.ts';
import { scoreAll, type Contestant, type Score, type ScoreSettings } from './score.ts';
import { riskOf, valueAt, type FailureContext } from './utility.ts';

/** A procedure or a meta-procedure as selection sees it. */
export interface SelectionItem extends Found {
  readonly kind: Candidate['kind'];
  readonly goal: string;
  readonly posterior: Posterior;
  /** Mean number of steps of an execution. */
  readonly expectedSteps: number;
}

/** What the caller works out for the candidates alone, because it costs more than a number. */
export interface Particulars extends Pick<Candidate, 'preconditions' | 'bindings'> {
  /** **Raw** cosines of the contexts of all failure rows to the question, with how many rows share each. */
  readonly failures: readonly FailureContext[];
}

/** Constants that a question may set for itself. */
export interface RankOptions {
  readonly lambda?: number | undefined;
  readonly costFailure?: number | undefined;
  readonly threshold?: number | undefined;
  /** Candidates to weigh; `settings.candidates` where it is missing. */
  readonly k?: number | undefined;
  /** For the draws of Thompson sampling; 0 where it is missing. */
  readonly seed?: number | undefined;
}

export interface RankInput {
  /** In any order; their cosine and BM25 are to the goal and the observation together. */
  readonly items: readonly SelectionItem[];
  readonly particularsOf: (id: string) => Particulars;
  readonly settings: Settings;
  readonly calibration: Calibration;
  readonly options?: RankOptions;
  /** How falling back has fared, where that is known; it then competes as an arm of its own. */
  readonly fallback?: Posterior;
}

/** A ranking but for the time that it took. */
export type Ranked = Omit<Ranking, 'milliseconds'>;

/** Without a vector, relevance rises with the BM25 score and is one half at this score [K]. */
const halfRelevantScore = 4;

function relevanceOf({ cosine, bm25 }: Found, calibration: Calibration): number {
  return cosine === null ? bm25 / (bm25 + halfRelevantScore) : calibrate(calibration, cosine);
}

interface Entry {
  readonly item: SelectionItem;
  readonly particulars: Particulars;
  readonly contestant: Contestant;
}

/** Falling back is always relevant and as risky as anything of which nothing is known. */
function fallbackContestant(posterior: Posterior, settings: Settings): Contestant {
  return { id: '', posterior, relevance: 1, risk: settings.riskPrior, expectedSteps: 0 };
}

function toCandidate({ item, particulars, contestant }: Entry, score: Score): Candidate {
  return {
    id: item.id,
    kind: item.kind,
    goal: item.goal,
    relevance: contestant.relevance,
    rawSimilarity: item.cosine ?? 0,
    bm25: item.bm25,
    mean: item.posterior.mean,
    risk: contestant.risk,
    information: score.information,
    terms: score.terms,
    expectedUtility: score.expectedUtility,
    preconditions: particulars.preconditions,
    bindings: particulars.bindings,
  };
}

/** Rule S7: expected utility, then mean, then n, all descending, then id. */
function order(candidates: readonly Candidate[], entries: readonly Entry[]): readonly Candidate[] {
  const n = new Map(entries.map(({ item }) => [item.id, item.posterior.n]));
  return candidates.toSorted(
    (left, right) =>
      right.expectedUtility - left.expectedUtility ||
      right.mean - left.mean ||
      (n.get(right.id) ?? 0) - (n.get(left.id) ?? 0) ||
      (left.id < right.id ? -1 : 1),
  );
}

function enter(item: SelectionItem, { particularsOf, settings, calibration }: RankInput): Entry {
  const particulars = particularsOf(item.id);
  const failures = particulars.failures.map(({ similarity, count }) => ({
    similarity: calibrate(calibration, similarity),
    count,
  }));
  const contestant = {
    id: item.id,
    posterior: item.posterior,
    relevance: relevanceOf(item, calibration),
    risk: riskOf(failures, settings),
    expectedSteps: item.expectedSteps,
  };
  return { item, particulars, contestant };
}

/**
 * Rules S1 to S9: the nearest items, each with every term of its expected utility, best first, and the choice or the fallback
 * with its reason. The answer depends neither on the order of the items nor on anything outside the input.
 */
export function rank(input: RankInput): Ranked {
  const { options = {} } = input;
  const settings: Settings = {
    ...input.settings,
    lambda: options.lambda ?? input.settings.lambda,
    costFailure: options.costFailure ?? input.settings.costFailure,
    threshold: options.threshold ?? input.settings.threshold,
  };
  const entries = nearest(input.items, options.k ?? settings.candidates).map((item) => enter(item, input));
  const fallback = input.fallback === undefined ? null : fallbackContestant(input.fallback, settings);
  const scores = scoreAll(
    entries.map(({ contestant }) => contestant),
    settings,
    {
      fallbackValue: Math.max(settings.threshold, fallback === null ? -Infinity : valueOf(fallback, settings)),
      seed: options.seed ?? 0,
      uses: usesOf(input.items),
    },
  );
  const unordered = entries.flatMap((entry, place) => {
    const score = scores[place];
    return score === undefined ? [] : [toCandidate(entry, score)];
  });
  const candidates = order(unordered, entries);
  const fallbackUtility = fallback === null ? null : utilityOf(fallback, settings, input);
  const steps = new Map(entries.map(({ item }) => [item.id, item.expectedSteps]));
  const ceilingOf = ({ id, relevance }: Candidate): number =>
    valueAt(1, { relevance, risk: 0, expectedSteps: steps.get(id) ?? 0 }, settings);
  return { candidates, ...choose(candidates, { threshold: settings.threshold, fallbackUtility, ceilingOf }) };
}

const usesOf = (items: readonly SelectionItem[]): number => items.reduce((sum, { posterior }) => sum + posterior.n, 0);

function valueOf(contestant: Contestant, settings: ScoreSettings): number {
  return valueAt(contestant.posterior.mean, contestant, settings);
}

/** The fallback judged like any candidate, by the same mode. */
function utilityOf(contestant: Contestant, settings: Settings, { items, options }: RankInput): number {
  const context = { fallbackValue: settings.threshold, seed: options?.seed ?? 0, uses: usesOf(items) };
  return scoreAll([contestant], settings, context)[0]?.expectedUtility ?? -Infinity;
}
