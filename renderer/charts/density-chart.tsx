import { useId, useMemo, useState } from 'react';
import { Area, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import type { Density } from '../../shared/contract/index.ts';
import type { Interval } from '../../shared/model/index.ts';
import { formatCount, formatFixed, formatProbability, SelectField } from '../ui/index.ts';
import { ChartFrame } from './chart-frame.tsx';
import { useIntervalName } from './interval-text.ts';
import { axisTicks, chartMargin } from './axis.ts';

export interface DensityChartProps {
  readonly density: Density;
  readonly fileName: string;
  /** The item, for the saved file. */
  readonly subject: string;
}

/** The exact density with its dashed prior; the chosen interval is shaded under the curve. */
export function DensityChart({ density, fileName, subject }: DensityChartProps) {
  const t = useTranslations('charts');
  const nameOf = useIntervalName();
  const [chosen, setChosen] = useState(0);
  const interval = density.intervals[chosen] ?? density.intervals[0];
  const { posterior, prior, mean, n, entropy, note, points } = density;
  const rows = useMemo(
    () =>
      points.map((point, index) => ({
        id: String(index),
        cells: [formatFixed(point.x, 4), formatFixed(point.posterior, 4), formatFixed(point.prior, 4)],
      })),
    [points],
  );
  if (interval === undefined) return null;
  const caption = t('density.caption', {
    alpha: formatCount(posterior.alpha),
    beta: formatCount(posterior.beta),
    priorAlpha: formatCount(prior.alpha),
    priorBeta: formatCount(prior.beta),
    kind: nameOf(interval),
    low: formatFixed(interval.low, 3),
    high: formatFixed(interval.high, 3),
    mean: formatFixed(mean, 3),
    entropy: formatFixed(entropy, 3),
    n: formatCount(n),
  });
  return (
    <ChartFrame
      title={t('density.title')}
      caption={note === null ? caption : `${caption} ${note}`}
      fileName={fileName}
      subject={subject}
      legend={[
        { label: t('density.posterior'), mark: 'line', color: 'var(--accent)' },
        { label: t('density.interval', { kind: nameOf(interval) }), mark: 'area', color: 'var(--accent)' },
        { label: t('density.prior'), mark: 'dashed', color: 'var(--text-2)' },
        { label: t('density.mean'), mark: 'rule', color: 'var(--text)' },
      ]}
      table={{
        columns: [
          { label: t('density.x'), numeric: true },
          { label: t('density.posterior'), numeric: true },
          { label: t('density.prior'), numeric: true },
        ],
        rows,
      }}
      actions={
        density.intervals.length < 2 ? null : (
          <SelectField
            label={t('density.intervalChoice')}
            hideLabel
            value={String(chosen)}
            options={density.intervals.map((each, index) => ({ value: String(index), label: nameOf(each) }))}
            onChange={(value) => setChosen(Number(value))}
          />
        )
      }
    >
      <DensityPlot density={density} interval={interval} caption={caption} />
    </ChartFrame>
  );
}

interface DensityPlotProps {
  readonly density: Density;
  readonly interval: Interval;
  readonly caption: string;
}

function DensityPlot({ density: { points, mean }, interval, caption }: DensityPlotProps) {
  const t = useTranslations('charts');
  const fill = useId();
  // The shade is a gradient with hard stops, so that its edges are the interval's and not those of the grid.
  const from = points[0]?.x ?? 0;
  const span = (points.at(-1)?.x ?? 1) - from;
  const stop = (x: number): number => Math.min(1, Math.max(0, (x - from) / span));
  return (
    <ResponsiveContainer width="100%" height={240}>
      <ComposedChart data={[...points]} margin={chartMargin} title={t('density.title')} desc={caption}>
        <defs>
          <linearGradient id={fill}>
            <stop offset={stop(interval.low)} stopColor="var(--accent)" stopOpacity={0.05} />
            <stop offset={stop(interval.low)} stopColor="var(--accent)" stopOpacity={0.32} />
            <stop offset={stop(interval.high)} stopColor="var(--accent)" stopOpacity={0.32} />
            <stop offset={stop(interval.high)} stopColor="var(--accent)" stopOpacity={0.05} />
          </linearGradient>
        </defs>
        <XAxis
          dataKey="x"
          type="number"
          domain={[0, 1]}
          ticks={axisTicks}
          stroke="var(--border-strong)"
          tickFormatter={formatTick}
        />
        <YAxis hide domain={[0, 'auto']} />
        <Tooltip content={<DensityTip />} isAnimationActive={false} />
        <Area
          dataKey="posterior"
          stroke="var(--accent)"
          strokeWidth={2}
          fill={`url(#${fill})`}
          fillOpacity={1}
          isAnimationActive={false}
          dot={false}
        />
        <Line
          dataKey="prior"
          stroke="var(--text-2)"
          strokeWidth={1.5}
          strokeDasharray="5 4"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <ReferenceLine x={mean} stroke="var(--text)" strokeDasharray="2 2" />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function formatTick(value: number): string {
  return formatFixed(value, 2);
}

interface TipProps {
  readonly active?: boolean;
  readonly payload?: readonly {
    readonly payload?: { readonly x: number; readonly posterior: number; readonly prior: number };
  }[];
}

/** Recharts hands the point under the pointer to this element. */
function DensityTip({ active, payload }: TipProps) {
  const t = useTranslations('charts');
  const point = payload?.[0]?.payload;
  if (!active || point === undefined) return null;
  return (
    <div className="chart-tip">
      <div>
        {t('density.x')} {formatProbability(point.x)}
      </div>
      <div>
        {t('density.posterior')} {formatFixed(point.posterior, 3)}
      </div>
      <div className="muted">
        {t('density.prior')} {formatFixed(point.prior, 3)}
      </div>
    </div>
  );
}
