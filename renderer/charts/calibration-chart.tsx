import {
  CartesianGrid,
  ErrorBar,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from 'recharts';
import { useTranslations } from 'use-intl';
import type { CalibrationPlot } from '../../shared/contract/index.ts';
import { formatCount, formatFixed, formatPlain } from '../ui/index.ts';
import { axisTicks, chartMargin } from './axis.ts';
import { ChartFrame } from './chart-frame.tsx';

/** What posterior means foretold against what came, in bins; on the diagonal they are right. */
export function CalibrationChart({ plot, level }: { readonly plot: CalibrationPlot; readonly level?: 2 | 3 }) {
  const t = useTranslations('charts');
  const { bins, brier, reference, n } = plot;
  const caption = t('calibration.caption', {
    n,
    brier: brier === null ? '–' : formatFixed(brier, 3),
    reference: reference === null ? '–' : formatFixed(reference, 3),
  });
  const data = bins.map((bin) => ({
    ...bin,
    ends: [Math.max(0, bin.observed - bin.interval.low), Math.max(0, bin.interval.high - bin.observed)],
  }));
  return (
    <ChartFrame
      title={t('calibration.title')}
      caption={caption}
      fileName="calibration"
      {...(level === undefined ? {} : { level })}
      legend={[
        { label: t('calibration.bin'), mark: 'dot', color: 'var(--accent)' },
        { label: t('calibration.interval'), mark: 'thin', color: 'var(--accent)' },
        { label: t('calibration.right'), mark: 'dashed', color: 'var(--text-2)' },
      ]}
      table={{
        columns: [
          { label: t('calibration.range') },
          { label: 'n', numeric: true },
          { label: t('calibration.predicted'), numeric: true },
          { label: t('calibration.observed'), numeric: true },
        ],
        rows: bins.map((bin) => ({
          id: String(bin.low),
          cells: [
            `${formatFixed(bin.low, 1)}–${formatFixed(bin.high, 1)}`,
            formatCount(bin.n),
            formatFixed(bin.predicted, 3),
            formatFixed(bin.observed, 3),
          ],
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={280}>
        <ScatterChart margin={chartMargin} title={t('calibration.title')} desc={caption}>
          <CartesianGrid stroke="var(--border)" />
          <XAxis
            dataKey="predicted"
            type="number"
            domain={[0, 1]}
            ticks={axisTicks}
            tickFormatter={formatPlain}
            stroke="var(--border-strong)"
          />
          <YAxis
            dataKey="observed"
            type="number"
            domain={[0, 1]}
            ticks={axisTicks}
            tickFormatter={formatPlain}
            width={36}
            stroke="var(--border-strong)"
          />
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--text-2)"
            strokeDasharray="5 4"
          />
          <Scatter data={data} fill="var(--accent)" isAnimationActive={false}>
            <ErrorBar dataKey="ends" direction="y" width={0} strokeWidth={1.5} stroke="var(--accent)" />
          </Scatter>
        </ScatterChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
