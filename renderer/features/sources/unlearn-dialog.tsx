import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { UnlearnReport } from '../../../shared/contract/index.ts';
import type { Source } from '../../../shared/model/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import { Button, Dialog, ErrorState, Loaded, PlainTable, Progress } from '../../ui/index.ts';

/** What un-learning a file would do, worked out before it is done. It is the one thing here that no undo brings back. */
export function UnlearnDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const t = useTranslations('sources');
  const { query, client } = useApi();
  const plan = useQuery(query.memory.planUnlearning.queryOptions({ input: { source: source.id }, staleTime: 0 }));
  const unlearning = useDecision((id: string) => client.memory.unlearn({ source: id }), {
    done: t('done', { name: source.name }),
    quiet: true,
  });
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => {
        if (!open && !unlearning.isPending) onClose();
      }}
      title={t('question', { name: source.name })}
      description={t('warning')}
      footer={
        <>
          <Button onClick={onClose} disabled={unlearning.isPending}>
            {t('keep')}
          </Button>
          <Button
            variant="danger"
            disabled={plan.data === undefined || unlearning.isPending}
            onClick={() => unlearning.mutate(source.id, { onSuccess: onClose })}
          >
            {t('unlearn')}
          </Button>
        </>
      }
    >
      <Loaded query={plan}>{(report) => <Plan report={report} />}</Loaded>
      {unlearning.isPending ? <Progress label={t('running')} share={null} /> : null}
      {unlearning.error === null ? null : <ErrorState error={unlearning.error} />}
    </Dialog>
  );
}

function Plan({ report }: { readonly report: UnlearnReport }) {
  const t = useTranslations('sources');
  const { before, after, stale, gone } = report;
  const episodes = (of: UnlearnReport['before']): number =>
    of.trajectories.success + of.trajectories.failure + of.trajectories.unknown;
  const rows = [
    { id: 'episodes', cells: [t('counts.episodes'), episodes(before), episodes(after)] },
    { id: 'steps', cells: [t('counts.steps'), before.steps, after.steps] },
    { id: 'evidence', cells: [t('counts.evidence'), before.evidence, after.evidence] },
    { id: 'procedures', cells: [t('counts.procedures'), before.procedures, after.procedures] },
    { id: 'metas', cells: [t('counts.metas'), before.metaProcedures, after.metaProcedures] },
    { id: 'pending', cells: [t('counts.pending'), before.pendingProposals, after.pendingProposals] },
  ];
  return (
    <div className="stack">
      <PlainTable
        caption={t('counts.caption')}
        columns={[
          { label: t('counts.what') },
          { label: t('counts.before'), numeric: true },
          { label: t('counts.after'), numeric: true },
        ]}
        rows={rows}
      />
      <Goals title={t('gone', { count: gone.length })} goals={gone.map(({ id, goal }) => ({ id, text: goal }))} />
      <Goals
        title={t('stale', { count: stale.length })}
        goals={stale.map(({ seq, was, goal }) => ({ id: String(seq), text: t(`was.${was}`, { goal, seq }) }))}
      />
    </div>
  );
}

function Goals({
  title,
  goals,
}: {
  readonly title: string;
  readonly goals: readonly { readonly id: string; readonly text: string }[];
}) {
  return (
    <div className="stack-tight">
      <strong>{title}</strong>
      {goals.length === 0 ? null : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <section className="sources-goals" tabIndex={0} aria-label={title}>
          <ul>
            {goals.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
