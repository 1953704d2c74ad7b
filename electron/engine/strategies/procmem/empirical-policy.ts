import type { ProcedureBody } from '../../../../shared/model/index.ts';
import { isActivated, type SkillRun, type SkillSource } from './runs.ts';
import type { Scorer } from './scorer.ts';

/** Smoothed counts of what is done at all, whatever a skill says. */
export interface Background {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

export interface EmpiricalPolicy extends Scorer {
  /** Weight of the background, in (0, 1), by the likelihood of held-out steps. */
  readonly eta: number;
}

const grid = Array.from({ length: 19 }, (_, at) => (at + 1) / 20);

export function countBackground(runs: readonly SkillRun[]): Background {
  const counts = new Map<string, number>();
  for (const { did } of runs) for (const { text } of did) counts.set(text, (counts.get(text) ?? 0) + 1);
  return { counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) };
}

/** (count + 1)/(total + kinds + 1): what was never seen keeps a share. */
function backgroundOf({ counts, total }: Background, text: string): number {
  return ((counts.get(text) ?? 0) + 1) / (total + counts.size + 1);
}

/**
 * The steps that a skill prescribes after these: the first required one that is still to do, and the optional ones before it; what repeats may
 * be done again. None before the activation holds and none once all that is required is done, which is its termination.
 */
export function prescribed(body: ProcedureBody, done: ReadonlySet<string>): readonly string[] {
  const next = body.steps.findIndex(({ template, optional }) => !optional && !done.has(template));
  if (next < 0) return [];
  return body.steps
    .slice(0, next + 1)
    .filter(({ template, repeats }) => repeats || !done.has(template))
    .map(({ template }) => template);
}

/** pi(a|s) = (1 - eta) uniform over the prescribed steps + eta background; the background alone where none is prescribed. Rule M8. */
export function actionProbability(
  text: string,
  options: readonly string[],
  { eta, background }: { readonly eta: number; readonly background: Background },
): number {
  const other = backgroundOf(background, text);
  if (options.length === 0) return other;
  return (options.includes(text) ? (1 - eta) / options.length : 0) + eta * other;
}

/**
 * The empirical policy of recorded runs: no language model, and never called one. eta is the best of 0.05 to 0.95 for the
 * steps of every second episode, with the background of the others; the background is then counted over all. Rule M8.
 */
export function fitEmpiricalPolicy(
  body: ProcedureBody,
  runs: readonly SkillRun[],
  known: SkillSource['conditions'],
): EmpiricalPolicy {
  const episodes = [...new Set(runs.map(({ trajectoryId }) => trajectoryId))].sort();
  const heldOut = new Set(episodes.filter((_, at) => at % 2 === 1));
  const tests = runs.filter(({ trajectoryId }) => heldOut.has(trajectoryId));
  const half = countBackground(runs.filter(({ trajectoryId }) => !heldOut.has(trajectoryId)));
  const likelihood = (eta: number): number =>
    tests.reduce((sum, run) => sum + logLikelihood(body, run, { eta, background: half, known }), 0);
  const eta = tests.length === 0 ? 0.5 : grid.reduce((best, one) => (likelihood(one) > likelihood(best) ? one : best));
  const background = countBackground(runs);
  return {
    name: 'empirical policy',
    eta,
    score: (skill, run) => stepProbabilities(skill.body, run, { eta, background, known }).map(Math.log),
  };
}

interface Fitted {
  readonly eta: number;
  readonly background: Background;
  readonly known: SkillSource['conditions'];
}

function stepProbabilities(body: ProcedureBody, run: SkillRun, fitted: Fitted): readonly number[] {
  const isOn = isActivated(body, run, fitted.known);
  const done = new Set<string>();
  return run.did.map(({ text }) => {
    const probability = actionProbability(text, isOn ? prescribed(body, done) : [], fitted);
    done.add(text);
    return probability;
  });
}

function logLikelihood(body: ProcedureBody, run: SkillRun, fitted: Fitted): number {
  return stepProbabilities(body, run, fitted).reduce((sum, probability) => sum + Math.log(probability), 0);
}
