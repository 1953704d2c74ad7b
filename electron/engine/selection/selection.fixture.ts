import { defaultSettings, type Posterior } from '../../../shared/model/index.ts';
import { summarise } from '../bayes/index.ts';
import { rank, type Particulars, type RankInput, type SelectionItem } from './index.ts';

export const flat = { alpha: 1, beta: 1 };
export const posteriorOf = (successes: number, failures: number): Posterior => summarise(flat, { successes, failures });

export const item = (id: string, change: Partial<SelectionItem> = {}): SelectionItem => ({
  id,
  kind: 'procedure',
  goal: `goal of ${id}`,
  cosine: 0.8,
  bm25: 1,
  wordMatch: null,
  order: null,
  fused: 0.8,
  calibrated: 0.8,
  relevance: 0.8,
  posterior: posteriorOf(8, 2),
  expectedSteps: 4,
  ...change,
});

export const nothingMore: Particulars = { preconditions: [], bindings: {}, here: null, failures: [] };

export const ask = (items: readonly SelectionItem[], change: Partial<RankInput> = {}): ReturnType<typeof rank> =>
  rank({
    items,
    particularsOf: () => nothingMore,
    settings: defaultSettings,
    ...change,
  });
