import type { MetaProcedure, Posterior, Procedure, Settings } from '../../../shared/model/index.ts';
import { paperScore, quantileScore } from '../bayes/index.ts';

/** Episodes after which recency has fallen to 1/e in the paper's score; the paper gives none [K]. */
const recencyEpisodes = 100;

/** Rule B5: the score that decides what stays, by the setting. */
export function scoreOf(
  kind: Settings['pruneScore'],
  posterior: Posterior,
  usage: { readonly uses: number; readonly windowUses: number; readonly age: number },
): number {
  switch (kind) {
    case 'quantile':
      return quantileScore(posterior);
    case 'paper':
      return paperScore(posterior.mean, { ...usage, tau: recencyEpisodes });
  }
}

interface Library {
  readonly procedures: readonly Procedure[];
  readonly metaProcedures: readonly MetaProcedure[];
}

/**
 * Keeps the library within its caps [M 4.6]: the items with the lowest score are pruned, pinned ones never, and no
 * procedure that a live meta-procedure uses. Lists come back in id order.
 */
export function prune({ procedures, metaProcedures, settings }: Library & { readonly settings: Settings }): Library {
  const metas = pruneList(metaProcedures, settings.maxMetaProcedures, new Set());
  const used = new Set(metas.filter(({ status }) => status === 'live').flatMap(({ sequence }) => sequence));
  return { procedures: pruneList(procedures, settings.maxProcedures, used), metaProcedures: metas };
}

function pruneList<Item extends Procedure | MetaProcedure>(
  items: readonly Item[],
  cap: number | null,
  used: ReadonlySet<string>,
): readonly Item[] {
  const sorted = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const live = sorted.filter(({ status }) => status === 'live');
  if (cap === null || live.length <= cap) return sorted;
  const removable = live
    .filter(({ id, pinned }) => !pinned && !used.has(id))
    .sort((a, b) => a.score - b.score || (a.id < b.id ? -1 : 1))
    .slice(0, live.length - cap);
  const pruned = new Set(removable.map(({ id }) => id));
  return sorted.map((item) => (pruned.has(item.id) ? { ...item, status: 'pruned' as const } : item));
}
