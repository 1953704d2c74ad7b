import type { Settings } from '../../../../shared/model/index.ts';
import { createRandom } from '../../../../shared/numeric/index.ts';
import { taskOf } from '../../import/conversation/index.ts';
import type { Opening } from '../../ports.ts';
import type { Wording } from './courses.ts';
import { DeedWords } from './deed-words.ts';
import { GoalValues } from './goal-values.ts';
import type { Knowledge } from './knowledge.ts';
import type { Meaning } from './meaning.ts';
import type { Advise, Option } from './memory-agent.ts';
import { type Choosing, type Entry, inOrder, usableWays } from './ranking.ts';
import { type Reading, readingsOf } from './readings.ts';

export interface AdviceParts {
  readonly knowledge: Knowledge;
  readonly settings: Settings;
  /** In the order of their texts. */
  readonly wordings: readonly Wording[];
  readonly choosing: Choosing;
  /** Reads goals by meaning, the wordings in their order; null where there is no model. */
  readonly meaning: Meaning | null;
}

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
  const usable = new Map(wordings.map((wording) => [wording, usableWays(wording, { settings, choosing })]));
  return async (opening, scene, seed) => {
    const goal = goalOf(opening);
    const read = knowledge.readGoal(goal);
    const isKnown = wordings.some(({ text, ways }) => text === read.template && ways.length > 0);
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
    const known = readings.flatMap((reading) =>
      (usable.get(reading.wording) ?? []).map((way): Entry => {
        // What is known of one wording is not surer for how goals of others went.
        const posterior = reading.wording.text === read.template ? way.posterior : way.asWorded;
        return { ...reading, way, posterior };
      }),
    );
    if (choosing === 'chance') return draw(known, seed).map(plainOption);
    const fitting = known.filter(({ relevance }) => relevance >= leastRelevance);
    const most = meaning === null ? mostWays : mostReadings;
    return inOrder(fitting, { settings, choosing, seed, longest })
      .slice(0, most)
      .map(({ entry, utility }) => ({ ...plainOption(entry), utility, isReading: meaning !== null }));
  };
}

function plainOption({ way, posterior, values: goal }: Entry): Option {
  const { n, prior, alpha } = posterior;
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
