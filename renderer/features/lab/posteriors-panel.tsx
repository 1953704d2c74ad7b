import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { HistoryChart } from '../../charts/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import { Card, EmptyState, ForeignText, Loaded } from '../../ui/index.ts';
import type { LabRun } from './lab-store.ts';
import { RunChoice } from './run-choice.tsx';

/** More charts than these are not drawn: the procedures that were executed most come first. */
const most = 12;

/** How the posteriors of procedures move with the executions of a run, while it goes on and afterwards. */
export function PosteriorsPanel({ runs, run }: { readonly runs: readonly LabRun[]; readonly run: LabRun }) {
  const t = useTranslations('lab');
  const { query } = useApi();
  const executions = run.episodes.reduce((sum, episode) => sum + episode.executions.length, 0);
  const posteriors = useQuery({
    // Each execution is news: what is asked for has their number in its key.
    ...query.lab.posteriors.queryOptions({ input: { run: run.id } }),
    queryKey: [...query.lab.posteriors.queryKey({ input: { run: run.id } }), executions],
    enabled: executions > 0,
    placeholderData: (before) => before,
  });
  return (
    <div className="stack">
      <RunChoice runs={runs} run={run} />
      {executions === 0 ? (
        <EmptyState title={t('noExecutions')} body={t('noExecutionsBody')} />
      ) : (
        <>
          <p className="small muted">{t('posteriorsNote')}</p>
          <Loaded query={posteriors}>
            {(all) => (
              <div className="lab-posteriors">
                {all.slice(0, most).map(({ id, goal, points }) => (
                  <Card key={id}>
                    <a href={hrefOf({ view: 'procedure', id })}>
                      <ForeignText text={goal} />
                    </a>
                    <HistoryChart
                      points={points}
                      interval={{ kind: 'eti', mass: 0.89 }}
                      fileName={`lab-${id}`}
                      subject={goal}
                      note={t('posteriorCaption', { count: points.length - 1 })}
                    />
                  </Card>
                ))}
              </div>
            )}
          </Loaded>
        </>
      )}
    </div>
  );
}
