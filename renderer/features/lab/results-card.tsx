import { useTranslations } from 'use-intl';
import type { RunReport } from '../../../shared/contract/index.ts';
import type { Interval } from '../../../shared/model/index.ts';
import {
  Card,
  EmptyState,
  formatCount,
  formatFixed,
  formatProbability,
  IntervalStrip,
  PlainTable,
} from '../../ui/index.ts';
import { useContenderName } from './contender-name.ts';
import type { LabRun } from './lab-store.ts';

interface Finished {
  readonly run: LabRun;
  readonly report: RunReport;
}

/** Success by kind of task, and what a run came to, for all who played. */
export function ResultsCard({ runs }: { readonly runs: readonly LabRun[] }) {
  const t = useTranslations('lab');
  const nameOf = useContenderName();
  const finished = runs.flatMap((run): readonly Finished[] =>
    run.state.kind === 'done' ? [{ run, report: run.state.report }] : [],
  );
  if (finished.length === 0) return <EmptyState title={t('noResults')} body={t('noResultsBody')} />;
  const kinds = [...new Set(finished.flatMap(({ report }) => Object.keys(report.byTaskType)))].toSorted();
  return (
    <>
      <Card title={t('byKind')}>
        <div className="stack">
          <p className="small muted">{t('byKindNote')}</p>
          <PlainTable
            caption={t('byKind')}
            columns={[
              { label: t('kindColumn') },
              ...finished.map(({ run }) => ({ label: nameOf(run.contender.name) })),
            ]}
            rows={[
              {
                id: 'all',
                cells: [
                  t('allKinds'),
                  ...finished.map(({ report }) => (
                    <Rate
                      key="all"
                      solved={report.solved}
                      of={report.episodes}
                      rate={report.successRate}
                      interval={report.interval}
                    />
                  )),
                ],
              },
              ...kinds.map((kind) => ({
                id: `kind ${kind}`,
                cells: [
                  kind === '' ? t('noKind') : kind,
                  ...finished.map(({ run, report }) => {
                    const share = report.byTaskType[kind];
                    if (share === undefined) return '–';
                    const { solved, episodes, rate, interval } = share;
                    return <Rate key={run.id} solved={solved} of={episodes} rate={rate} interval={interval} />;
                  }),
                ],
              })),
            ]}
          />
        </div>
      </Card>
      <Card title={t('figures')}>
        <Figures finished={finished} />
      </Card>
    </>
  );
}

interface RateProps {
  readonly solved: number;
  readonly of: number;
  readonly rate: number;
  readonly interval: Interval;
}

/** Never a rate without its n. */
function Rate({ solved, of, rate, interval }: RateProps) {
  const t = useTranslations('lab');
  return (
    <span className="lab-rate">
      <span className="num">{t('solvedOf', { solved, of })}</span>
      <IntervalStrip posterior={{ mean: rate, interval, n: of }} />
    </span>
  );
}

function Figures({ finished }: { readonly finished: readonly Finished[] }) {
  const t = useTranslations('lab');
  const nameOf = useContenderName();
  const known = (value: number | null, digits: number): string => (value === null ? '–' : formatFixed(value, digits));
  const figures: readonly (readonly [label: string, of: (report: RunReport) => string])[] = [
    [t('figure.within10'), (report) => formatCount(report.solvedWithin10)],
    [t('figure.within30'), (report) => formatCount(report.solvedWithin30)],
    [t('figure.meanSteps'), (report) => formatFixed(report.meanSteps, 1)],
    [t('figure.procedure'), (report) => formatProbability(report.steps.procedure)],
    [t('figure.meta'), (report) => formatProbability(report.steps.meta)],
    [t('figure.fallback'), (report) => formatProbability(report.steps.fallback)],
    [t('figure.reuse'), (report) => formatProbability(report.reuse)],
    [t('figure.forecasts'), (report) => formatCount(report.calibration.forecasts)],
    [t('figure.brierSkill'), (report) => known(report.calibration.brierSkill, 3)],
    [t('figure.auc'), (report) => known(report.calibration.auc, 3)],
  ];
  return (
    <PlainTable
      caption={t('figures')}
      columns={[
        { label: t('figureColumn') },
        ...finished.map(({ run }) => ({ label: nameOf(run.contender.name), numeric: true })),
      ]}
      rows={figures.map(([label, of]) => ({ id: label, cells: [label, ...finished.map(({ report }) => of(report))] }))}
    />
  );
}
