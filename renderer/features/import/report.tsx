import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { BuildReport } from '../../../shared/contract/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import {
  baseName,
  Button,
  ButtonLink,
  Card,
  type Column,
  DataTable,
  foreignString,
  ForeignText,
  formatFixed,
  PlainTable,
  Stats,
} from '../../ui/index.ts';
import { emptyImport, useImportStore } from './import-store.ts';
import { SkippedTable } from './record-tables.tsx';

/** What came in, what was there already, what was refused and why. */
export function Report({ report }: { readonly report: BuildReport }) {
  const t = useTranslations('import');
  return (
    <div className="stack">
      <Card title={report.imported === 0 ? t('reportNothing') : t('report')}>
        <div className="stack">
          {report.imported === 0 && report.alreadyThere > 0 ? <p>{t('reportNothingBody')}</p> : null}
          <Stats
            items={[
              { label: t('stats.imported'), value: report.imported },
              { label: t('stats.alreadyThere'), value: report.alreadyThere },
              ...(report.resumed === undefined ? [] : [{ label: t('stats.resumed'), value: report.resumed }]),
              { label: t('stats.rejected'), value: report.rejected.length },
              { label: t('stats.skipped'), value: report.skipped.length },
              { label: t('stats.procedures'), value: report.procedures },
              { label: t('stats.metaProcedures'), value: report.metaProcedures },
              { label: t('stats.proposals'), value: report.proposals },
              { label: t('stats.seconds'), value: formatFixed(report.seconds.total, 1) },
            ]}
          />
          <div className="row-wrap">
            <ButtonLink variant="primary" href={hrefOf({ view: 'library' })}>
              {t('toLibrary')}
            </ButtonLink>
            {report.proposals === 0 ? null : <ButtonLink href={hrefOf({ view: 'review' })}>{t('toReview')}</ButtonLink>}
            <ButtonLink href={hrefOf({ view: 'trajectories' })}>{t('toTrajectories')}</ButtonLink>
            <Button onClick={() => useImportStore.setState(emptyImport)}>{t('more')}</Button>
          </div>
        </div>
      </Card>
      {report.rejected.length === 0 ? (
        <p className="muted">{t('noRejected')}</p>
      ) : (
        <Card title={t('rejectedTable')}>
          <Rejected rows={report.rejected} />
        </Card>
      )}
      {report.skipped.length === 0 ? null : (
        <Card title={t('skipped')}>
          <SkippedTable rows={report.skipped} />
        </Card>
      )}
      <details>
        <summary>{t('seconds')}</summary>
        <Seconds seconds={report.seconds} />
      </details>
    </div>
  );
}

type Rejection = BuildReport['rejected'][number];

/** Any number of them: the table draws what is in sight. */
function Rejected({ rows }: { readonly rows: readonly Rejection[] }) {
  const t = useTranslations('import');
  const { params } = useRoute();
  const columns = useMemo(
    (): readonly Column<Rejection>[] => [
      {
        id: 'file',
        label: t('columns.file'),
        width: 'minmax(10rem, 1fr)',
        value: ({ file }) => file,
        cell: ({ file }) => (
          <div className="truncate" title={foreignString(file)}>
            <ForeignText text={baseName(file)} />
          </div>
        ),
      },
      {
        id: 'record',
        label: t('columns.record'),
        width: '9rem',
        align: 'end',
        value: ({ record }) => record,
        cell: ({ record }) => record,
      },
      {
        id: 'reason',
        label: t('columns.reason'),
        width: 'minmax(16rem, 3fr)',
        value: ({ reason }) => reason,
        cell: ({ reason }) => (
          <div className="truncate" title={foreignString(reason)}>
            <ForeignText text={reason} />
          </div>
        ),
      },
    ],
    [t],
  );
  return (
    <div className="import-rejected" style={{ height: Math.min(rows.length, 8) * 40 + 40 }}>
      <DataTable
        label={t('rejectedTable')}
        rows={rows}
        columns={columns}
        rowId={({ file, record, reason }) => `${file} ${record} ${reason}`}
        sort={params['sort'] ?? ''}
        onSort={(sort) => setParams({ sort })}
      />
    </div>
  );
}

const stages = [
  'import',
  'abstraction',
  'segmentation',
  'conditions',
  'embedding',
  'matching',
  'evidence',
  'refinement',
  'hierarchy',
  'store',
] as const;

function Seconds({ seconds }: Pick<BuildReport, 'seconds'>) {
  const t = useTranslations('import');
  return (
    <PlainTable
      caption={t('seconds')}
      columns={[{ label: t('secondsColumns.stage') }, { label: t('secondsColumns.seconds'), numeric: true }]}
      rows={stages.map((stage) => ({
        id: stage,
        cells: [t(`secondsStages.${stage}`), formatFixed(seconds[stage], 2)],
      }))}
    />
  );
}
