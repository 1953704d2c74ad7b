import type { Lesson, ToldEpisode } from './lesson.ts';
import { answerBefore, didBefore, momentsOf, type Moment } from './moments.ts';
import type { Nearness } from './nearness.ts';
import { fitRidge, probabilityOf, type Ridge } from './ridge.ts';
import { contextMarks, deedMarks, goalMarks, MarkOdds, paceOf } from './tellings.ts';

/** What an outcome is foretold from. */
export interface OutcomeInput {
  readonly lesson: Lesson;
  readonly nearness: Nearness;
}

/** An episode up to a moment, and whether it succeeded. */
interface Known {
  readonly moment: Moment;
  readonly success: boolean;
}

/** Foretells outcomes once `steps` steps were taken and answered, of episodes that go on. */
export interface OutcomeModel {
  readonly steps: number;
  /** Episodes that it learned from. */
  readonly episodes: number;
  readonly foretell: (episode: ToldEpisode) => number;
  /** The share that succeeded. */
  readonly baseRate: number;
  /** The rate of those whose nearest known goal ended as that of this episode did. */
  readonly byNearest: (episode: ToldEpisode) => number;
}

const FOLDS = 5;
/** Strengths of the penalty that are tried, and one that leaves the base rate. */
const STRENGTHS = [1, 3, 10, 30, 100, 300];
const STILL = 1e9;

/**
 * Learns to foretell outcomes after so many steps. What is measured of an episode (rates of its kind of goal, of goals like
 * it, of the point that it has reached; odds of its words, its context and its steps; refused, repeated and fruitless steps) is measured
 * on episodes of other groups. How much each counts is a penalised logistic regression, its strength chosen by the log loss on
 * groups left out: where nothing tells, it comes down to the base rate. Null without both outcomes.
 */
export function learnOutcome(input: OutcomeInput, steps: number): OutcomeModel | null {
  const known = input.lesson.episodes.flatMap((episode): readonly Known[] => {
    const moment = momentAt(episode, input.lesson, steps);
    return moment === null || episode.outcome === 'unknown' ? [] : [{ moment, success: episode.outcome === 'success' }];
  });
  const successes = known.filter(({ success }) => success).length;
  if (successes === 0 || successes === known.length) return null;
  const baseRate = successes / known.length;
  const fold = foldsOf(known);
  const rows: (readonly number[])[] = known.map(() => []);
  const nearestEnded: (boolean | null)[] = known.map(() => null);
  for (let out = 0; out < FOLDS; out += 1) {
    const others = known.filter((_, at) => fold[at] !== out);
    const measure = measures(others, input);
    known.forEach(({ moment }, at) => {
      if (fold[at] !== out) return;
      rows[at] = measure(moment);
      nearestEnded[at] = endOfNearest(moment.episode, others, input);
    });
  }
  const scale = scaleOf(rows);
  const x = rows.map(scale);
  const y = known.map(({ success }) => (success ? 1 : 0));
  const fitted = fitUpright(x, y, chooseStrength(x, y, fold));
  const measure = measures(known, input);
  const rateWhere = (ended: boolean | null): number => {
    const own = known.filter((_, at) => nearestEnded[at] === ended);
    return (own.filter(({ success }) => success).length + baseRate) / (own.length + 1);
  };
  const [afterSuccess, afterFailure] = [rateWhere(true), rateWhere(false)];
  return {
    steps,
    episodes: known.length,
    foretell: (episode) => {
      const moment = momentAt(episode, input.lesson, steps);
      return moment === null ? baseRate : probabilityOf(fitted, scale(measure(moment)));
    },
    baseRate,
    byNearest: (episode) => (endOfNearest(episode, known, input) === true ? afterSuccess : afterFailure),
  };
}

/** The moment after so many steps of an episode that goes on; null where it does not. */
function momentAt(episode: ToldEpisode, lesson: Lesson, steps: number): Moment | null {
  return episode.steps.length > steps ? (momentsOf(episode, lesson)[steps] ?? null) : null;
}

/** Episodes with one goal are in one fold: they are near copies. Goals go to the folds in their order, one after the other. */
function foldsOf(known: readonly Known[]): readonly number[] {
  const groupOf = (episode: ToldEpisode): string => episode.goal.text;
  const groups = [...new Set(known.map(({ moment }) => groupOf(moment.episode)))].sort();
  const foldOf = new Map(groups.map((group, at) => [group, at % FOLDS]));
  return known.map(({ moment }) => foldOf.get(groupOf(moment.episode)) ?? 0);
}

function endOfNearest(episode: ToldEpisode, known: readonly Known[], { nearness }: OutcomeInput): boolean | null {
  const others = known.map(({ moment }) => moment.episode);
  const [nearest] = nearness.nearest(episode.goal.text, others, 1);
  return nearest === undefined ? null : nearest.outcome === 'success';
}

/**
 * The strength with the least log loss on groups left out; the base rate, where the gain over that is not more than a standard
 * error (Breiman et al. 1984): what is that faint is more likely to be nothing.
 */
function chooseStrength(x: readonly (readonly number[])[], y: readonly number[], fold: readonly number[]): number {
  const lossesOf = (strength: number): readonly number[] => {
    const losses = y.map(() => 0);
    for (let out = 0; out < FOLDS; out += 1) {
      const within = fold.flatMap((own, at) => (own === out ? [] : [at]));
      const fitted = fitUpright(
        within.map((at) => x[at] ?? []),
        within.map((at) => y[at] ?? 0),
        strength,
      );
      fold.forEach((own, at) => {
        if (own === out) losses[at] = lossOf(fitted, x[at] ?? [], y[at] ?? 0);
      });
    }
    return losses;
  };
  const still = lossesOf(STILL);
  let best = { strength: STILL, gain: 0 };
  for (const strength of STRENGTHS) {
    const gains = lossesOf(strength).map((loss, at) => (still[at] ?? 0) - loss);
    const gain = gains.reduce((sum, value) => sum + value, 0) / gains.length;
    const variance = gains.reduce((sum, value) => sum + (value - gain) ** 2, 0) / gains.length;
    const isClear = gain > SE * Math.sqrt(variance / gains.length);
    if (isClear && gain > best.gain) best = { strength, gain };
  }
  return best.strength;
}
const SE = 1;

/** The first so many numbers are evidence for success: they count for it or not at all (stacking: Breiman 1996). */
const EVIDENCE = 7;

function fitUpright(x: readonly (readonly number[])[], y: readonly number[], strength: number): Ridge {
  const dropped = new Set<number>();
  for (;;) {
    const rows = x.map((row) => row.map((value, at) => (dropped.has(at) ? 0 : value)));
    const fitted = fitRidge(rows, y, strength);
    const against = fitted.weights.flatMap((weight, at) => (at < EVIDENCE && weight < -1e-9 ? [at] : []));
    if (against.length === 0)
      return { ...fitted, weights: fitted.weights.map((weight, at) => (dropped.has(at) ? 0 : weight)) };
    for (const at of against) dropped.add(at);
  }
}

function lossOf(fitted: Ridge, row: readonly number[], y: number): number {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, probabilityOf(fitted, row)));
  return -Math.log(y === 1 ? p : 1 - p);
}

/** What hardly varies is not blown up: it would be the difference between one fold and the next. */
const LEAST_SPREAD = 0.3;

/** Numbers to mean 0 and variance 1, where they vary. */
function scaleOf(rows: readonly (readonly number[])[]): (row: readonly number[]) => readonly number[] {
  const size = rows[0]?.length ?? 0;
  const at = Array.from({ length: size }, (_, column) => column);
  const means = at.map((column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length);
  const spreads = at.map((column) =>
    Math.sqrt(rows.reduce((sum, row) => sum + ((row[column] ?? 0) - (means[column] ?? 0)) ** 2, 0) / rows.length),
  );
  return (row) =>
    row.map((value, column) => {
      const spread = spreads[column] ?? 0;
      return (value - (means[column] ?? 0)) / Math.max(LEAST_SPREAD, spread);
    });
}

/** Rates of success by situation, each shrunk to the rate that it is given. */
class Rates {
  readonly #tallies = new Map<string, { success: number; of: number }>();

  learn(key: string, success: boolean): void {
    const tally = this.#tallies.get(key) ?? { success: 0, of: 0 };
    tally.of += 1;
    if (success) tally.success += 1;
    this.#tallies.set(key, tally);
  }

  rateOf(key: string, prior: number): number {
    const tally = this.#tallies.get(key) ?? { success: 0, of: 0 };
    return (tally.success + FIRM * prior) / (tally.of + FIRM);
  }
}

const FIRM = 4;
/** Goals like the asked one weigh exp(cosine / width). */
const WIDTH = 0.1;

/** What is measured of a moment by the outcomes of others. */
function measures(known: readonly Known[], { nearness }: OutcomeInput): (moment: Moment) => readonly number[] {
  const base = (known.filter(({ success }) => success).length + 1) / (known.length + 2);
  const [words, contexts, deeds] = [new MarkOdds(), new MarkOdds(), new MarkOdds()];
  const rates = new Rates();
  for (const { moment, success } of known) {
    words.learn(goalMarks(moment.episode), success);
    contexts.learn(contextMarks(moment.episode), success);
    deeds.learn(deedMarks(moment), success);
    for (const key of pointsOf(moment)) rates.learn(key, success);
  }
  const goals = Map.groupBy(known, ({ moment }) => moment.episode.goal.text);
  const groups = [...goals].map(([goal, own]) => ({
    goal,
    of: own.length,
    success: own.filter(({ success }) => success).length,
  }));
  const likely = (goal: string): number => {
    const near = nearness.to(goal);
    let [sum, weights] = [base * FIRM, FIRM];
    for (const other of groups) {
      const weight = Math.exp((near(other.goal) - 1) / WIDTH);
      sum += weight * other.success;
      weights += weight * other.of;
    }
    return sum / weights;
  };
  return (moment) => {
    const { episode } = moment;
    let rate = base;
    const chain = pointsOf(moment).map((key) => (rate = rates.rateOf(key, rate)));
    return [
      ...chain.map((own) => logit(own) - logit(base)),
      logit(likely(episode.goal.text)) - logit(base),
      words.oddsOf(goalMarks(episode)),
      contexts.oddsOf(contextMarks(episode)),
      deeds.oddsOf(deedMarks(moment)),
      Math.log1p(goalMarks(episode).size),
      Math.log1p(episode.context.length),
      moment.course.length,
      ...paceOf(moment),
    ];
  };
}

/** The kind of goal, and the points in its course, each more special than the one before. */
function pointsOf(moment: Moment): readonly string[] {
  const category = `${moment.episode.goal.blindCategory}`;
  const course = `${category}|${moment.course.join(',')}`;
  return [category, course, `${course}|${didBefore(moment, 1)}|${answerBefore(moment)}`];
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}
