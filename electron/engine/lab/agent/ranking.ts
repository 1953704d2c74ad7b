import type { Candidate } from '../../../../shared/contract/index.ts';
import type { Posterior, Settings } from '../../../../shared/model/index.ts';
import { summarise } from '../../bayes/index.ts';
import { rank, type SelectionItem, valueAt } from '../../selection/index.ts';
import type { UtilityTerms } from '../actor.ts';
import type { KnownWay, Wording } from './courses.ts';
import type { Reading } from './readings.ts';
import { sortedBy } from './sorted.ts';
import { doingOf } from './ways.ts';

/** How an option is chosen: by expected utility, by likeness alone, or by chance. */
export type Choosing = 'utility' | 'likeness' | 'chance';

/** A way to what a goal is read as. */
export interface Entry extends Reading {
  readonly way: KnownWay;
  readonly posterior: Posterior;
}

export interface Weighed {
  readonly entry: Entry;
  readonly utility: UtilityTerms;
}

interface RankingOptions {
  readonly settings: Settings;
  readonly choosing: Choosing;
}

/** How often trying what is in sight reaches a goal, as it is believed before: about once in twenty. */
const exploring = { alpha: 1, beta: 19 };
/** Single courses of one wording that are tried. */
const mostSingles = 6;

const isMined = ({ way }: KnownWay): boolean => way.metaId !== null;

/** Of the ways of a wording those that can be chosen: the mined ones, and the single courses that come first among themselves. */
export function usableWays({ ways }: Wording, { settings, choosing }: RankingOptions): readonly KnownWay[] {
  if (choosing === 'chance') return ways;
  const worth = ({ posterior, expectedSteps }: KnownWay): number =>
    choosing === 'likeness'
      ? 0
      : valueAt(posterior.mean, { relevance: 1, risk: settings.riskPrior, expectedSteps }, settings);
  const singles = ways.filter((way) => !isMined(way)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const first = distinctBy(
    sortedBy(singles, (way) => -worth(way)),
    ({ way }) => doingOf(way),
  );
  return [...ways.filter(isMined), ...first.slice(0, mostSingles)];
}

/**
 * Best first, by the rules of selection (SPEC, S1 to S9). What is worth less than trying what is in sight is left out; `longest`:
 * commands of the longest episode that is known, which is what that takes. What one episode did comes after what was mined.
 */
export function inOrder(
  entries: readonly Entry[],
  { settings, choosing, seed, longest }: RankingOptions & { readonly seed: number; readonly longest: number },
): readonly Weighed[] {
  const best = sortedBy(entries, ({ relevance }) => -relevance);
  const byId = new Map(distinctBy(best, idOf).map((entry) => [idOf(entry), entry]));
  const fallback = summarise(exploring, { successes: 0, failures: 0 });
  const { candidates } = rank({
    items: [...byId.values()].map(itemOf),
    particularsOf: (id) => ({ preconditions: [], bindings: {}, here: null, failures: failuresOf(byId.get(id)) }),
    settings: { ...settings, threshold: -Infinity },
    k: byId.size,
    seed,
    fallback,
  });
  const weighed = candidates.flatMap((candidate) => {
    const entry = byId.get(candidate.id);
    return entry === undefined ? [] : [{ entry, utility: utilityOf(entry, candidate, settings) }];
  });
  // Of trying what is in sight: always relevant, as risky as what nothing is known of, and as long as the longest known episode.
  const least = valueAt(fallback.mean, { relevance: 1, risk: settings.riskPrior, expectedSteps: longest }, settings);
  const compare = choosing === 'likeness' ? byLikeness : byUtility;
  const fit = weighed.filter(({ utility }) => choosing === 'likeness' || utility.total > least);
  const ordered = fit.toSorted((a, b) => compare(a, b) || (idOf(a.entry) < idOf(b.entry) ? -1 : 1));
  return distinctBy(ordered, ({ entry }) => [doingOf(entry.way.way), ...entry.values].join('\n'));
}

function byLikeness(a: Weighed, b: Weighed): number {
  return b.entry.relevance - a.entry.relevance;
}

function byUtility(a: Weighed, b: Weighed): number {
  return standsBehind(a.entry) - standsBehind(b.entry) || b.utility.total - a.utility.total;
}

/** A course of one episode, where something was mined for such goals. */
function standsBehind({ way, wording }: Entry): number {
  return !isMined(way) && wording.ways.some(isMined) ? 1 : 0;
}

/** To try what one episode did tells nothing more about it: its evidence stays that episode. */
function utilityOf(
  { way, posterior }: Entry,
  { relevance, risk, information, expectedUtility }: Candidate,
  settings: Settings,
): UtilityTerms {
  const terms = { relevance, success: posterior.mean, risk };
  if (isMined(way)) return { ...terms, information, total: expectedUtility };
  const { expectedSteps } = way;
  return { ...terms, information: 0, total: valueAt(posterior.mean, { relevance, risk, expectedSteps }, settings) };
}

function idOf({ way, values }: Entry): string {
  return [way.id, ...values].join('\n');
}

function itemOf({ way, posterior, relevance, wording, values }: Entry): SelectionItem {
  return {
    id: idOf({ way, posterior, relevance, wording, values }),
    kind: isMined(way) ? 'meta' : 'procedure',
    goal: wording.text,
    posterior,
    expectedSteps: way.expectedSteps,
    ...{ cosine: null, bm25: 0, wordMatch: null, order: null, fused: relevance, calibrated: relevance, relevance },
  };
}

function failuresOf(entry: Entry | undefined): { readonly similarity: number; readonly count: number }[] {
  if (entry === undefined) return [];
  const failed = entry.posterior.beta - entry.posterior.prior.beta;
  return failed === 0 ? [] : [{ similarity: entry.relevance, count: failed }];
}

/** The first of each. */
function distinctBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (!first.has(key)) first.set(key, item);
  }
  return [...first.values()];
}
