import { setImmediate } from 'node:timers/promises';
import type { AnalysisRow } from '../../ports.ts';
import { foretellByNearest, foretellMostFrequent } from './baselines.ts';
import { type Lesson, type LessonInput, prepareLesson, type ToldEpisode } from './lesson.ts';
import { Nearness } from './nearness.ts';
import { deedKey, type Foretold } from './deeds.ts';
import { NextStepModel } from './next-step.ts';
import { learnOutcome, type OutcomeModel } from './outcome.ts';

/** Who foretells: the memory, and two that know no more than its episodes. */
export const tellers = ['memory', 'mostFrequent', 'nearest'] as const;
export type Teller = (typeof tellers)[number];

/** Whether a step was foretold: first, or among the first three; the whole step, or its kind (its template). */
export interface Hit {
  readonly top1: boolean;
  readonly top3: boolean;
  readonly kind1: boolean;
  readonly kind3: boolean;
}

/** What was expected of an episode after so many steps, in [0, 1]. */
export interface Expected {
  readonly steps: number;
  readonly memory: number;
  /** The share of successes among the episodes that the memory knows and that went on so far. */
  readonly baseRate: number;
  readonly nearest: number;
}

/** One held-out episode. */
export interface Examined {
  readonly id: string;
  readonly goal: string;
  readonly outcome: ToldEpisode['outcome'];
  /** Of each step of a success; none of others: what failed need not be foretold. */
  readonly hits: readonly Readonly<Record<Teller, Hit>>[];
  /** At the start and after some steps, as long as it went on; none where the memory knows too few outcomes. */
  readonly expected: readonly Expected[];
  /** Share of its steps in executions of live procedures, of a success; else null. */
  readonly coverage: number | null;
}

export interface Examination extends LessonInput {
  /** Held-out episodes. None of them may be among those that the memory was made from. */
  readonly heldOut: readonly AnalysisRow[];
  readonly embed: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
  readonly signal?: AbortSignal | undefined;
}

/** So many successes are looked at where the nearest is too short. */
const NEAREST = 30;

/** After so many steps it is asked how the episode will end. */
export const checkpoints: readonly number[] = [0, 1, 2, 3, 5, 10];

/**
 * Asks the memory, and the two baselines, about held-out episodes: each next step of the successes, and how each will end.
 * Yields each episode that has steps. It is long work on one thread: between its parts others get their turn, and a cancel arrives.
 *
 * @throws what the signal was aborted with
 */
export async function* appraise(examination: Examination): AsyncGenerator<Examined> {
  const { heldOut, embed, signal } = examination;
  const breathe = async (): Promise<void> => {
    await setImmediate();
    signal?.throwIfAborted();
  };
  const lesson = prepareLesson(examination);
  await breathe();
  const told = heldOut.map((row) => lesson.read(row)).filter(({ steps }) => steps.length > 0);
  const nearness = await Nearness.of([...lesson.episodes, ...told], embed);
  await breathe();
  const nextStep = new NextStepModel(lesson, nearness);
  const outcomes: OutcomeModel[] = [];
  for (const steps of checkpoints) {
    await breathe();
    const model = learnOutcome({ lesson, nearness }, steps);
    if (model !== null) outcomes.push(model);
  }
  const models = { nextStep, outcomes, nearness, lesson, ...baselinesOf(lesson) };
  for (const [at, episode] of told.entries()) {
    if (at % TURN === 0) await breathe();
    yield examineOne(episode, models);
  }
}

/** Others get their turn after so many episodes. */
const TURN = 10;

interface Models {
  readonly lesson: Lesson;
  readonly nearness: Nearness;
  readonly nextStep: NextStepModel;
  readonly outcomes: readonly OutcomeModel[];
  readonly mostFrequent: Foretold;
  readonly successes: readonly ToldEpisode[];
}

function baselinesOf(lesson: Lesson): Pick<Models, 'mostFrequent' | 'successes'> {
  return {
    mostFrequent: foretellMostFrequent(lesson),
    successes: lesson.episodes.filter(({ outcome }) => outcome === 'success'),
  };
}

function examineOne(
  episode: ToldEpisode,
  { lesson, nearness, nextStep, mostFrequent, successes, outcomes }: Models,
): Examined {
  const { id, goal, outcome, steps } = episode;
  const expected =
    outcome === 'unknown'
      ? []
      : outcomes
          .filter((model) => steps.length > model.steps)
          .map((model) => ({
            steps: model.steps,
            memory: model.foretell(episode),
            baseRate: model.baseRate,
            nearest: model.byNearest(episode),
          }));
  if (outcome !== 'success') return { id, goal: goal.text, outcome, hits: [], expected, coverage: null };
  const own = nextStep.foretellAll(episode);
  const byNearest = foretellByNearest(episode, { lesson, nearest: nearness.nearest(goal.text, successes, NEAREST) });
  const hits = steps.map((step, at) => {
    const hit = (foretold: Foretold | undefined): Hit => hitOf(step, foretold);
    return { memory: hit(own[at]), mostFrequent: hit(mostFrequent), nearest: hit(byNearest[at]) };
  });
  return { id, goal: goal.text, outcome, hits, expected, coverage: lesson.coverageOf(episode) };
}

function hitOf({ template, args }: ToldEpisode['steps'][number], foretold: Foretold | undefined): Hit {
  const key = deedKey({ template, args: args.map(({ text }) => text) });
  const deeds = (foretold?.deeds ?? []).map(deedKey);
  const templates = foretold?.templates ?? [];
  return {
    top1: deeds[0] === key,
    top3: deeds.includes(key),
    kind1: templates[0] === template,
    kind3: templates.includes(template),
  };
}
