import type { Teller } from '../../electron/engine/lab/prediction/index.ts';
import type { Fold } from './forecasts.ts';
import { gainOf } from './verdicts.ts';

export const nextStepHead = `| episodes | held out by | successes | steps | who | first, % | among three, % | kind first, % | kind among three, % | memory first, less this | memory among three, less this | what the first comes to |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

const whoOf = { memory: 'memory', mostFrequent: 'most frequent', nearest: 'nearest success' } as const;

type Rank = 'top1' | 'top3' | 'kind1' | 'kind3';

/** Rows: how often the next step was foretold in held-out successes, by whom, and whether the memory beats the baselines. */
export function nextStepTable(
  { name, by }: { readonly name: string; readonly by: string },
  folds: readonly Fold[],
): readonly string[] {
  const successes = folds.flat().filter(({ outcome }) => outcome === 'success');
  const hits = successes.flatMap((episode) => episode.hits.map((hit) => ({ group: episode.group, hit })));
  const share = (teller: Teller, rank: Rank): string =>
    ((100 * hits.filter(({ hit }) => hit[teller][rank]).length) / hits.length).toFixed(1);
  const gain = (teller: Teller, rank: Rank): ReturnType<typeof gainOf> =>
    gainOf(
      hits.map(({ group, hit }) => ({
        ...{ group, memory: '' },
        ...{ first: hit.memory[rank] ? 100 : 0, second: hit[teller][rank] ? 100 : 0 },
      })),
    );
  return (['memory', 'mostFrequent', 'nearest'] as const).map((teller) => {
    const ranks = (['top1', 'top3', 'kind1', 'kind3'] as const).map((rank) => share(teller, rank));
    const about = [name, by, successes.length, hits.length, whoOf[teller], ...ranks];
    if (teller === 'memory') return `| ${[...about, '', '', ''].join(' | ')} |`;
    const first = gain(teller, 'top1');
    return `| ${[...about, first.text, gain(teller, 'top3').text, first.verdict].join(' | ')} |`;
  });
}
