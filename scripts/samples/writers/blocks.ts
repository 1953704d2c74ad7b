import type { Episode } from '../episode.ts';

/** Text blocks with labelled lines, one block an episode, an empty line between. Episodes of unknown outcome are left out. */
export function writeBlocks(episodes: readonly Episode[]): string {
  const numbers = new Map<string, number>();
  const blocks = episodes
    .filter((episode) => episode.outcome !== 'unknown')
    .map((episode) => {
      const number = (numbers.get(episode.taskType) ?? 0) + 1;
      numbers.set(episode.taskType, number);
      const solved = episode.outcome === 'success';
      const turns = episode.turns.flatMap((turn) => [
        `Think: ${turn.thought}`,
        `Action: ${turn.action}`,
        `Observation: ${turn.observation}`,
      ]);
      const lines = [
        `ID=${episode.taskType}_${number}`,
        `Task: ${episode.goal}`,
        `Observation: ${episode.opening}`,
        ...turns,
        `Success: ${solved ? 'True' : 'False'}`,
        `Reward: ${solved ? '1.0' : '0.0'}`,
      ];
      return `${lines.join('\n')}\n`;
    });
  return blocks.join('\n');
}
