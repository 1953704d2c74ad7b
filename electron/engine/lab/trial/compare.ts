import type { ComparedRun, CompareProgress, CompareSettings } from '../../../../shared/contract/index.ts';
import { type Pair, pairedDifference, taskFolderOf } from '../measure/index.ts';
import { playEpisodes, type PlayedEpisode } from '../run/index.ts';
import { createContender, nameOf } from './contenders.ts';
import { plansOf, reportOf, type TrialParts } from './trial.ts';

/**
 * Several play the same episodes, one after the other. Yields progress, at last a report for each; nobody learns.
 *
 * @throws KnackError as `runTrial`
 */
export async function* compareTrials(parts: TrialParts, settings: CompareSettings): AsyncGenerator<CompareProgress> {
  const { environment, memory, signal } = parts;
  const { contenders, maxSteps, seed } = settings;
  const episodes = await plansOf(environment, settings, signal);
  const rows: ComparedRun[] = [];
  let first: readonly PlayedEpisode[] | null = null;
  for (const choice of contenders) {
    const name = nameOf(choice);
    const began = performance.now();
    const { actor, storedTokens } = await createContender(choice, memory);
    const started = performance.now();
    const played: PlayedEpisode[] = [];
    let solved = 0;
    const options = { environment, episodes, createActor: async () => actor, maxSteps, signal };
    for await (const episode of playEpisodes(options)) {
      played.push(episode);
      if (episode.solved) solved += 1;
      yield { kind: 'progress', name, episodes: played.length, of: episodes.length, solved };
    }
    const paired = first === null ? null : differenceOf(played, first, { maxSteps, seed });
    first ??= played;
    const buildSeconds = (started - began) / 1000;
    rows.push({ name, ...reportOf(played, maxSteps, started), paired, buildSeconds, storedTokens });
  }
  yield { kind: 'done', report: rows };
}

function differenceOf(
  own: readonly PlayedEpisode[],
  first: readonly PlayedEpisode[],
  { maxSteps, seed }: { readonly maxSteps: number; readonly seed: number },
): ComparedRun['paired'] {
  const paired = (figure: (episode: PlayedEpisode) => number): ReturnType<typeof pairedDifference> => {
    const pairs = own.flatMap((episode, at): readonly Pair[] => {
      const other = first[at];
      const group = taskFolderOf(episode.game);
      return other === undefined ? [] : [{ group, memory: '', first: figure(episode), second: figure(other) }];
    });
    return pairedDifference(pairs, { seed });
  };
  const solved = paired((episode) => (episode.solved ? 1 : 0));
  const steps = paired((episode) => (episode.solved ? episode.turns.length : maxSteps));
  if (solved === null || steps === null) return null;
  const { difference, interval } = solved;
  return { difference, interval, steps: { difference: steps.difference, interval: steps.interval } };
}
