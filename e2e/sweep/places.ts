import type { Client } from '../../shared/contract/index.ts';
import type { Strategy } from '../../shared/model/index.ts';

/** A state of a view that has an address of its own. */
export interface Place {
  readonly name: string;
  readonly address: string;
  /** Shown of games that were played; a page that was loaded anew has none yet. */
  readonly isOfGames?: true;
  /** Shown of a candidate that has played against the skill as it was. */
  readonly isJudged?: true;
}

/** Every view of a memory of MACLA with its tabs and forms, on items that have something to show. */
export async function placesOf(engine: Client): Promise<readonly Place[]> {
  const [procedures, metas, proposals] = await Promise.all([
    engine.library.procedures(),
    engine.library.metas(),
    engine.review.list(),
  ]);
  const targets = new Set(proposals.map(({ targetId }) => targetId));
  const busiest = procedures.toSorted((a, b) => b.posterior.n - a.posterior.n);
  const item = (busiest.find(({ id }) => targets.has(id)) ?? busiest[0])?.id ?? '';
  const { success } = await engine.library.procedure({ id: item });
  const runs = [...new Set(success.map(({ evidence }) => evidence.trajectoryId))].slice(0, 2);
  const goal = encodeURIComponent(busiest[0]?.body.goal ?? '');
  const views = ['trajectories', 'lab', 'sources', 'dashboard', 'settings', 'import', 'export', 'nowhere'];
  return [
    { name: 'library', address: '#/library?group=goal' },
    { name: 'library, forest plot', address: '#/library?as=forest' },
    { name: 'library, nothing found', address: '#/library?q=zzzz' },
    { name: 'hierarchy, graph', address: '#/hierarchy' },
    { name: 'hierarchy, tree', address: `#/hierarchy?as=tree&node=${item}` },
    ...['overview', 'contexts', 'revisions', 'compare'].map((tab) => ({
      name: `procedure, ${tab}`,
      address: `#/procedure/${item}?tab=${tab}`,
    })),
    { name: 'procedure, form', address: `#/procedure/${item}?edit=1` },
    { name: 'meta-procedure', address: `#/meta/${metas[0]?.id ?? ''}` },
    { name: 'trajectory', address: `#/trajectory/${runs[0] ?? ''}?step=1` },
    { name: 'trajectories compared', address: `#/trajectories?compare=${runs.join(',')}` },
    { name: 'ask', address: `#/ask?goal=${goal}` },
    { name: 'review', address: '#/review' },
    { name: 'review, side by side', address: '#/review?diff=split' },
    { name: 'review, nothing rejected', address: '#/review?state=rejected' },
    { name: 'journal', address: '#/journal?event=2' },
    { name: 'compare', address: '#/compare?a=event:1&b=now' },
    ...views.map((view) => ({ name: view, address: `#/${view}` })),
    ...['results', 'episodes', 'posteriors'].map((tab) => ({
      name: `lab, ${tab}`,
      address: `#/lab?tab=${tab}`,
      isOfGames: true as const,
    })),
  ];
}

/** What memories of the other strategies have instead. */
export const strategyPlaces: Readonly<Record<Exclude<Strategy, 'macla'>, readonly Place[]>> = {
  memp: ['entries', 'retrieval', 'updates'].map((tab) => ({ name: `memp, ${tab}`, address: `#/memp?tab=${tab}` })),
  procmem: [
    ...['pool', 'gradients', 'lineage', 'gate'].map((tab) => ({
      name: `procmem, ${tab}`,
      address: `#/procmem?tab=${tab}`,
    })),
    { name: 'procmem, gate, judged', address: '#/procmem?tab=gate', isJudged: true },
  ],
};
