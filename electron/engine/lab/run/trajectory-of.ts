import type { JsonValue, Trajectory } from '../../../../shared/model/index.ts';
import { canonicalJson, sha256Hex } from '../../identity/index.ts';
import { goalOf, recordOf } from '../recording.ts';
import type { PlayedEpisode } from './episode.ts';

/** A played episode as a trajectory whose source is itself. `record` is its number in the run. */
export function trajectoryOf(episode: PlayedEpisode, record: number): Trajectory {
  const { game, opening, turns, solved, isCutOff } = episode;
  const sourceId = sha256Hex(canonicalJson({ game, record, seed: episode.seed, turns }));
  return {
    id: sha256Hex(`${sourceId} ${record}`),
    sourceId,
    record,
    goal: goalOf(opening.task),
    context: opening.observation,
    steps: turns.map(({ command, observation }) => ({ action: { kind: 'text', text: command }, observation })),
    outcome: solved ? 'success' : 'failure',
    title: game,
    ...(isCutOff ? { truncated: true } : {}),
  };
}

/** A played episode as a record that the importer reads (SPEC-lab.md, D6). */
export function recordOfEpisode(
  episode: PlayedEpisode,
  { agent, index }: { readonly agent: string; readonly index: number },
): Readonly<Record<string, JsonValue>> {
  const { game: name, room, taskType, opening, turns, solved, isCutOff, seed } = episode;
  const played = { opening, steps: turns, won: solved, isCutOff };
  return recordOf(played, { game: { name, room, taskType }, agent, seed, episode: index });
}
