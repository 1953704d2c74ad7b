import type { Episode, Outcome } from '../episode.ts';

/** The field for an outcome that may be unknown: null, which is not failure. */
function successOf(outcome: Outcome): boolean | null {
  return outcome === 'unknown' ? null : outcome === 'success';
}

/** One JSON list in the ShareGPT form, one record a line. The outcome stands in `success`. */
export function writeShareGpt(episodes: readonly Episode[], brief: string): string {
  const records = episodes.map((episode) =>
    JSON.stringify({
      id: episode.id,
      task_type: episode.taskType,
      round: episode.batch,
      success: successOf(episode.outcome),
      conversations: [
        { from: 'system', value: brief },
        { from: 'human', value: `Task: ${episode.goal}\n\n${episode.opening}` },
        ...episode.turns.flatMap((turn) => [
          { from: 'gpt', value: `Thought: ${turn.thought}\nAction: ${turn.action}` },
          { from: 'human', value: turn.observation },
        ]),
      ],
    }),
  );
  return `[\n${records.join(',\n')}\n]\n`;
}
