import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProcedureDetail } from '../../../shared/contract/index.ts';
import type { Revision } from '../../../shared/model/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import {
  Badge,
  BodyDiffView,
  Button,
  Card,
  DiffLayoutChoice,
  formatCount,
  SelectField,
  shortId,
  type DiffLayout,
  WrittenBy,
} from '../../ui/index.ts';

/** Every version of the procedure, and the difference between any two. */
export function Revisions({ detail }: { readonly detail: ProcedureDetail }) {
  const t = useTranslations('procedure');
  const { revisions, procedure } = detail;
  return (
    <div className="stack">
      <ol className="revisions">
        {revisions.toReversed().map((revision) => (
          <li key={revision.hash} className="row-wrap">
            <strong>{t(`revisions.origins.${revision.origin}`)}</strong>
            <span className="mono small">{shortId(revision.hash)}</span>
            {revision.hash === procedure.revision ? <Badge tone="success">{t('revisions.live')}</Badge> : null}
            {(revision.written ?? []).map(({ part, by }) => (
              <WrittenBy key={part} by={by} />
            ))}
            <Revert detail={detail} revision={revision} />
            <span className="muted small">
              {revision.seq === 0 ? t('revisions.fromCorpus') : t('revisions.event', { seq: revision.seq })}
              {' · '}
              {t('revisions.prior', {
                alpha: formatCount(revision.prior.alpha),
                beta: formatCount(revision.prior.beta),
              })}
            </span>
          </li>
        ))}
      </ol>
      {revisions.length < 2 ? (
        <p className="muted">{t('revisions.single')}</p>
      ) : (
        <Comparison revisions={revisions} live={procedure.revision} />
      )}
    </div>
  );
}

/** An earlier body becomes live again, as a revision of its own. Nothing for what the live revision says already. */
function Revert({
  detail: { procedure },
  revision,
}: {
  readonly detail: ProcedureDetail;
  readonly revision: Revision;
}) {
  const t = useTranslations('procedure');
  const { client } = useApi();
  const revert = useDecision(client.library.revert, { done: t('done.reverted') });
  const isLive = JSON.stringify(revision.body) === JSON.stringify(procedure.body);
  if (isLive || procedure.status !== 'live') return null;
  return (
    <Button
      size="small"
      title={t('revisions.revertHint')}
      disabled={revert.isPending}
      onClick={() => revert.mutate({ id: procedure.id, baseRevision: procedure.revision, to: revision.hash })}
    >
      {t('revisions.revert')}
    </Button>
  );
}

function Comparison({ revisions, live }: { readonly revisions: readonly Revision[]; readonly live: string }) {
  const t = useTranslations('procedure');
  const liveOne = revisions.find((revision) => revision.hash === live);
  const [to, setTo] = useState(live);
  const [from, setFrom] = useState(liveOne?.parent ?? revisions[0]?.hash ?? '');
  const before = revisions.find((revision) => revision.hash === from);
  const after = revisions.find((revision) => revision.hash === to);
  const [layout, setLayout] = useState<DiffLayout>('unified');
  const options = revisions.map((revision) => ({
    value: revision.hash,
    label: t('revisions.label', {
      origin: t(`revisions.origins.${revision.origin}`),
      hash: shortId(revision.hash),
    }),
  }));
  return (
    <Card title={t('revisions.compare')}>
      <div className="stack">
        <div className="row-wrap">
          <SelectField label={t('revisions.from')} value={from} options={options} onChange={setFrom} />
          <SelectField label={t('revisions.to')} value={to} options={options} onChange={setTo} />
        </div>
        {before === undefined || after === undefined || from === to ? (
          <p className="muted">{t('revisions.same')}</p>
        ) : (
          <>
            <DiffLayoutChoice value={layout} onChange={setLayout} />
            <BodyDiffView before={before.body} after={after.body} layout={layout} />
          </>
        )}
      </div>
    </Card>
  );
}
