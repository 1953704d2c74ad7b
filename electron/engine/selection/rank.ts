import type { Candidate, Ranking } from '../../../shared/contract/index.ts';
import type { Posterior, Settings } from '../../../shared/model/index.ts';
import { choose } from './choose.ts';
import { scoreAll, type Contestant, type Score, type ScoreSettings } from './score.ts';
import { riskOf, valueAt, type FailureContext } from './utility.ts';

/** How like an item is to the question, part by part; the last of them is what counts. */
export interface Likeness {
  /** In [-1, 1]; null where there is no vector. */
  readonly cosine: number | null;
  /** BM25 over what could be attained, from 0 to about 1. */
  readonly bm25: number;
  /** The match word by word, in [0, 1]; null where the model has no vectors of words. */
  readonly wordMatch: number | null;
  /** Whether what both name comes in the same order, in [0, 1]; null where it cannot be told. */
  readonly order: number | null;
  /** The parts together, before calibration. */
  readonly fused: number;
  /** P(same kind | fused). */
  readonly calibrated: number;
  /** Rel in [0, 1]: that, beside the other candidates. */
  readonly relevance: number;
}

/** A procedure or a meta-procedure as selection sees it. */
export interface SelectionItem extends Likeness {
  readonly id: string;
  readonly kind: Candidate['kind'];
  readonly goal: string;
  readonly posterior: Posterior;
  /** Mean number of steps of an execution. */
  readonly expectedSteps: number;
}

/** What the caller works out for the candidates alone, because it costs more than a number. */
export interface Particulars extends Pick<Candidate, 'preconditions' | 'bindings' | 'here'> {
  /** Likeness in [0, 1] of the contexts of all failure rows to the question, with how many rows share each. */
  readonly failures: readonly FailureContext[];
}

export interface RankInput {
  /** In any order. */
  readonly items: readonly SelectionItem[];
  readonly particularsOf: (id: string) => Particulars;
  /** Those of the question: `settingsFor`. Its threshold is the one that decides. */
  readonly settings: Settings;
  /** Candidates to weigh; `settings.candidates` where it is missing. */
  readonly k?: number | undefined;
  /** For what is drawn; 0 where it is missing. */
  readonly seed?: number | undefined;
  /** How falling back has fared, where that is known; it then competes as an arm of its own. */
  readonly fallback?: Posterior | undefined;
}

/** A ranking but for what only the caller knows. */
export type Ranked = Pick<Ranking, 'candidates' | 'choice' | 'reason'>;

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
    relevance: item.relevance,
    rawSimilarity: item.cosine ?? 0,
    bm25: item.bm25,
    wordMatch: item.wordMatch,
    order: item.order,
    fused: item.fused,
    calibrated: item.calibrated,
    mean: item.posterior.mean,
    risk: contestant.risk,
    information: score.information,
    terms: score.terms,
    expectedUtility: score.expectedUtility,
    here: particulars.here,
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

/** Rule S9: the most relevant items, procedures and meta-procedures together; ties by likeness, then id. */
function mostRelevant(items: readonly SelectionItem[], limit: number): readonly SelectionItem[] {
  return items
    .toSorted(
      (left, right) => right.relevance - left.relevance || right.fused - left.fused || (left.id < right.id ? -1 : 1),
    )
    .slice(0, limit);
}

function enter(item: SelectionItem, { particularsOf, settings }: RankInput): Entry {
  const particulars = particularsOf(item.id);
  const { id, posterior, relevance, expectedSteps } = item;
  const risk = riskOf(particulars.failures, settings);
  return { item, particulars, contestant: { id, posterior, relevance, risk, expectedSteps } };
}

/**
 * Rules S1 to S9: the nearest items, each with every term of its expected utility, best first, and the choice or the fallback
 * with its reason. The answer depends neither on the order of the items nor on anything outside the input.
 */
export function rank(input: RankInput): Ranked {
  const { settings } = input;
  const entries = mostRelevant(input.items, input.k ?? settings.candidates).map((item) => enter(item, input));
  const fallback = input.fallback === undefined ? null : fallbackContestant(input.fallback, settings);
  const scores = scoreAll(
    entries.map(({ contestant }) => contestant),
    settings,
    {
      fallbackValue: Math.max(settings.threshold, fallback === null ? -Infinity : valueOf(fallback, settings)),
      seed: input.seed ?? 0,
      uses: usesOf(input.items),
    },
  );
  const unordered = entries.flatMap((entry, place) => {
    const score = scores[place];
    return score === undefined ? [] : [toCandidate(entry, score)];
  });
  const candidates = order(unordered, entries);
  const fallbackUtility = fallback === null ? null : utilityOf(fallback, input);
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
function utilityOf(contestant: Contestant, { items, settings, seed }: RankInput): number {
  const context = { fallbackValue: settings.threshold, seed: seed ?? 0, uses: usesOf(items) };
  return scoreAll([contestant], settings, context)[0]?.expectedUtility ?? -Infinity;
}
