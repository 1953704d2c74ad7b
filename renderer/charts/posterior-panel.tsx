import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Posterior } from '../../shared/model/index.ts';
import { useApi } from '../client/index.ts';
import { formatCount, formatFixed, Loaded, shortId, Stats } from '../ui/index.ts';
import { DensityChart } from './density-chart.tsx';
import { HistoryChart } from './history-chart.tsx';
import { SensitivityChart } from './sensitivity-chart.tsx';
import { useIntervalName } from './interval-text.ts';

/** How many places of a density are drawn. */
const densityPoints = 256;

export interface PosteriorPanelProps {
  /** A procedure or a meta-procedure. */
  readonly id: string;
  /** Its goal. */
  readonly subject: string;
  readonly posterior: Posterior;
}

/** The posterior of one item: figures, exact density, and how it came about. */
export function PosteriorPanel({ id, subject, posterior }: PosteriorPanelProps) {
  const t = useTranslations('charts');
  const nameOf = useIntervalName();
  const { query } = useApi();
  const density = useQuery(query.library.density.queryOptions({ input: { id, points: densityPoints } }));
  const history = useQuery(query.library.history.queryOptions({ input: { id } }));
  const sensitivity = useQuery(query.plots.sensitivity.queryOptions({ input: { id } }));
  const { mean, interval, n } = posterior;
  return (
    <div className="stack posterior-panel">
      <Stats
        items={[
          { label: t('density.mean'), value: formatFixed(mean, 3) },
          { label: nameOf(interval), value: `${formatFixed(interval.low, 2)}–${formatFixed(interval.high, 2)}` },
          { label: 'n', value: formatCount(n) },
        ]}
      />
      <Loaded query={density}>
        {(data) => <DensityChart density={data} subject={subject} fileName={`posterior-${shortId(id)}`} />}
      </Loaded>
      <Loaded query={history}>
        {(points) => (
          <HistoryChart points={points} interval={interval} subject={subject} fileName={`history-${shortId(id)}`} />
        )}
      </Loaded>
      <Loaded query={sensitivity}>
        {(rows) => <SensitivityChart rows={rows} subject={subject} fileName={`priors-${shortId(id)}`} />}
      </Loaded>
    </div>
  );
}
