import type { Settings } from '../../../../shared/model/index.ts';
import { createRandom } from '../../../../shared/numeric/index.ts';
import { summarise } from '../../bayes/index.ts';
import { taskOf } from '../../import/conversation/index.ts';
import type { Opening } from '../../ports.ts';
import { rank, type SelectionItem, valueAt } from '../../selection/index.ts';
import type { KnownWay, Wording } from './courses.ts';
import { DeedWords } from './deed-words.ts';
import { GoalValues } from './goal-values.ts';
import type { Knowledge } from './knowledge.ts';
import type { Meaning } from './meaning.ts';
import type { Advise, Option } from './memory-agent.ts';
import { type Reading, readingsOf } from './readings.ts';
import { sortedBy } from './sorted.ts';

/** How an option is chosen: by expected utility, by likeness alone, or by chance. */
export type Choosing = 'utility' | 'likeness' | 'chance';

export interface AdviceParts {
  readonly knowledge: Knowledge;
  readonly settings: Settings;
  /** In the order of their texts. */
  readonly wordings: readonly Wording[];
  readonly choosing: Choosing;
  /** Reads goals by meaning, the wordings in their order; null where there is no model. */
  readonly meaning: Meaning | null;
}

/** How often trying what is in sight reaches a goal, as it is believed before: about once in twenty. */
const exploring = { alpha: 1, beta: 19 };
/** What is alike by words alone is never as sure as the wording itself. */
const almost = 0.9;
/** Share of meaning beside words, as in questions (SPEC, S10). */
const meaningShare = 0.85;
const leastRelevance = 0.15;
/** Ways that are tried: of one reading, and of a goal that may be read in many. */
const [mostWays, mostReadings] = [6, 16];

/** Ranks ways to a goal by the rules of selection (SPEC, S1 to S9); what is left of the ranking is tried in its order. */
export function createAdvice(parts: AdviceParts): Advise {
  const { knowledge, wordings, settings, choosing } = parts;
  const values = new GoalValues(
    knowledge,
    wordings.map(({ text }) => text),
  );
  const deedWords = new DeedWords(knowledge, wordings);
  const longest = Math.max(0, ...knowledge.plays.map(({ episode }) => episode.steps.length));
  return async (opening, scene, seed) => {
    const goal = goalOf(opening);
    const read = knowledge.readGoal(goal);
    const isKnown = wordings.some(({ text }) => text === read.template);
    const meaning = isKnown || parts.meaning === null ? null : await parts.meaning.read(goal, values.kinds(scene));
    const byWords = values.likeness(goal, scene);
    // Only where goals are read by words alone.
    const byDeeds = meaning !== null ? [] : deedWords.fit(goal, wordings);
    const wordsOf = (wording: Wording): number => byWords[wordings.indexOf(wording)] ?? 0;
    const readings: readonly Reading[] =
      meaning === null
        ? wordings.map((wording, at) => ({
            wording,
            values: wording.text === read.template ? read.values : values.read(goal, wording, scene),
            relevance: wording.text === read.template ? 1 : almost * wordsOf(wording) * (byDeeds[at] ?? 1),
          }))
        : (
            await readingsOf(meaning, wordings, {
              kindsFor: values.kindsFor(scene, goal, meaning),
              together: (kinds) => values.together(kinds, scene),
            })
          ).map((reading) => ({
            ...reading,
            relevance: almost * (meaningShare * reading.relevance + (1 - meaningShare) * wordsOf(reading.wording)),
          }));
    const known = readings.flatMap((reading) => reading.wording.ways.map((way) => ({ way, ...reading })));
    if (choosing === 'chance') return draw(known, seed).map(plainOption);
    const fitting = known.filter(({ relevance }) => relevance >= leastRelevance);
    const most = meaning === null ? mostWays : mostReadings;
    return inOrder(fitting, { settings, choosing, seed, longest })
      .slice(0, most)
      .map(({ entry, utility }) => ({ ...plainOption(entry), utility, isReading: meaning !== null }));
  };
}

interface Entry extends Reading {
  readonly way: KnownWay;
}
type Utility = NonNullable<Option['utility']>;

/** Best first; what is worth less than trying what is in sight is left out. */
function inOrder(
  entries: readonly Entry[],
  {
    settings,
    choosing,
    seed,
    longest,
  }: { readonly settings: Settings; readonly choosing: Choosing; readonly seed: number; readonly longest: number },
): readonly { readonly entry: Entry; readonly utility: Utility }[] {
  const byId = new Map(distinct(entries).map((entry) => [idOf(entry), entry]));
  const fallback = summarise(exploring, { successes: 0, failures: 0 });
  const ranked = rank({
    items: [...byId.values()].map(itemOf),
    particularsOf: (id) => ({
      preconditions: [],
      bindings: {},
      here: null,
      failures: failuresOf(byId.get(id)),
    }),
    settings: { ...settings, threshold: -Infinity },
    k: byId.size,
    seed,
    fallback,
  });
  // Always relevant, as risky as anything of which nothing is known, and it takes as long as the longest episode that is known.
  const least = valueAt(fallback.mean, { relevance: 1, risk: settings.riskPrior, expectedSteps: longest }, settings);
  const candidates =
    choosing === 'likeness'
      ? ranked.candidates.toSorted((a, b) => b.relevance - a.relevance || (a.id < b.id ? -1 : 1))
      : ranked.candidates;
  return candidates
    .filter(({ expectedUtility }) => choosing === 'likeness' || expectedUtility > least)
    .flatMap(({ id, relevance, mean, risk, information, expectedUtility }) => {
      const entry = byId.get(id);
      const utility = { relevance, success: mean, risk, information, total: expectedUtility };
      return entry === undefined ? [] : [{ entry, utility }];
    });
}

function idOf({ way, values }: Entry): string {
  return [way.id, ...values].join('\n');
}

/** Of readings that do the same with the same things the one that fits best. */
function distinct(entries: readonly Entry[]): readonly Entry[] {
  const best = new Map<string, Entry>();
  for (const entry of sortedBy(entries, ({ relevance }) => -relevance)) {
    const key = [...entry.way.way.positions.map(({ procedureId }) => procedureId), '', ...entry.values].join('\n');
    if (!best.has(key)) best.set(key, entry);
  }
  return [...best.values()];
}

function failuresOf(entry: Entry | undefined): { readonly similarity: number; readonly count: number }[] {
  return entry === undefined || entry.way.failures === 0
    ? []
    : [{ similarity: entry.relevance, count: entry.way.failures }];
}

function itemOf(entry: Entry): SelectionItem {
  const { way, relevance, wording } = entry;
  return {
    id: idOf(entry),
    kind: way.way.metaId === null ? 'procedure' : 'meta',
    goal: wording.text,
    posterior: way.posterior,
    expectedSteps: way.expectedSteps,
    ...{ cosine: null, bm25: 0, wordMatch: null, order: null, fused: relevance, calibrated: relevance, relevance },
  };
}

function plainOption({ way, values: goal }: Entry): Option {
  const { n, prior, alpha } = way.posterior;
  const reason = `${alpha - prior.alpha} of ${n} episodes that went this way succeeded.`;
  return { way: way.way, goal, utility: null, reason, isReading: false };
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
