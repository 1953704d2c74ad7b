import type { Corpus } from '../abstraction/corpus.ts';
import type { Execution } from './executions.ts';
import type { MinedProcedure } from './mined.ts';

/** A miss explains a failure where at most this share of the episodes with such a miss succeeded all the same. */
const maxForgiven = 0.1;

/**
 * Failed episodes whose failure a miss explains (SPEC rule E4): an execution missed Phi, no later execution of the same procedure
 * on the same things reached it, and such a miss of this procedure is seldom forgiven. One that is forgiven, as a vain attempt
 * at one of several places is, explains nothing.
 *
 * @returns their indices in the corpus
 */
export function findExplained(corpus: Corpus, procedures: readonly MinedProcedure[]): ReadonlySet<number> {
  const explained = new Set<number>();
  for (const { body, executions } of procedures) {
    // Without a known effect nothing tells a miss (rule E2).
    if (body.postconditions.length === 0) continue;
    const missed = episodesWithMiss(executions);
    const among = (outcome: 'success' | 'failure'): readonly number[] =>
      missed.filter((episode) => corpus.episodes[episode]?.outcome === outcome);
    const [succeeded, failed] = [among('success'), among('failure')];
    if (succeeded.length > maxForgiven * (succeeded.length + failed.length)) continue;
    for (const episode of failed) explained.add(episode);
  }
  return explained;
}

/** Episodes with a miss that was left as it was. */
function episodesWithMiss(executions: readonly Execution[]): readonly number[] {
  const byEpisode = Map.groupBy(executions, ({ episode }) => episode);
  return [...byEpisode].flatMap(([episode, own]) => (own.some((one) => isLeft(one, own)) ? [episode] : []));
}

function isLeft({ phi, position, primary }: Execution, own: readonly Execution[]): boolean {
  if (phi !== 'false') return false;
  const isSame = (other: Execution): boolean => other.primary.every((value, at) => value === primary[at]);
  return !own.some((later) => later.position > position && later.phi === 'true' && isSame(later));
}
