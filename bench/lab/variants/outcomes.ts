import { createRandom } from '../../../shared/numeric/index.ts';
import { type Recorded, recordedOf } from '../corpus.ts';

/** The same episodes, their outcomes exchanged among those of a kind of task: what they hold tells nothing of how they ended. */
export function shuffleOutcomes(episodes: readonly Recorded[], seed: number): readonly Recorded[] {
  const random = createRandom(seed);
  const groups = Map.groupBy(episodes, ({ taskType }) => taskType);
  const drawn = new Map([...groups].map(([type, own]) => [type, random.shuffle(own.map(({ success }) => success))]));
  return episodes.map(({ line, taskType }) => {
    const success = drawn.get(taskType)?.pop() ?? false;
    // A record of our own recorder. Whether the steps ran out would tell how it ended.
    const { truncated: _, ...record } = JSON.parse(line) as Record<string, unknown>;
    return recordedOf(JSON.stringify({ ...record, success }));
  });
}
