import { useMemo } from 'react';
import { Area, ComposedChart, Label, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import type { PosteriorPoint } from '../../shared/contract/index.ts';
import type { Interval } from '../../shared/model/index.ts';
import { formatCount, formatFixed, formatPlain, formatProbability, OutcomeMark } from '../ui/index.ts';
import { axisTicks, chartMargin } from './axis.ts';
import { ChartFrame } from './chart-frame.tsx';
import { useIntervalName } from './interval-text.ts';

export interface HistoryChartProps {
  readonly points: readonly PosteriorPoint[];
  /** Kind and mass of the band. */
  readonly interval: Pick<Interval, 'kind' | 'mass'>;
  readonly fileName: string;
  /** The item, for the saved file. */
  readonly subject: string;
  /** What the rows are, where no import brought them. */
  readonly note?: string;
}

/** Above this many rows a mark for each outcome would be a smear. */
const mostMarks = 120;

/** How mean and interval moved with each evidence row, and how the row ended. */
export function HistoryChart({ points, interval, fileName, subject, note }: HistoryChartProps) {
  const t = useTranslations('charts');
  const common = useTranslations('common');
  const nameOf = useIntervalName();
  const data = useMemo(() => points.map((point) => ({ ...point, band: [point.low, point.high] })), [points]);
  const imports = useMemo(() => firstOfImports(points), [points]);
  const n = points.at(-1)?.index ?? 0;
  const caption = note ?? t('history.caption', { kind: nameOf(interval), n, imports: imports.length });
  const hasMarks = points.length <= mostMarks;
  return (
    <ChartFrame
      title={t('history.title')}
      caption={caption}
      fileName={fileName}
      subject={subject}
      legend={[
        { label: t('history.mean'), mark: 'line', color: 'var(--accent)' },
        { label: t('history.band', { kind: nameOf(interval) }), mark: 'area', color: 'var(--accent)' },
        ...(note === undefined
          ? ([{ label: t('history.imports'), mark: 'rule', color: 'var(--text-3)' }] as const)
          : []),
        ...(hasMarks
          ? ([
              { label: t('history.dots'), mark: 'dot', color: 'var(--success)' },
              { label: t('history.crosses'), mark: 'cross', color: 'var(--failure)' },
            ] as const)
          : []),
      ]}
      table={{
        columns: [
          { label: t('history.x'), numeric: true },
          { label: t('history.outcome') },
          { label: t('history.mean'), numeric: true },
          { label: t('history.low'), numeric: true },
          { label: t('history.high'), numeric: true },
          { label: t('history.event'), numeric: true },
        ],
        rows: points.map((point) => ({
          id: String(point.index),
          cells: [
            formatCount(point.index),
            point.outcome === null ? t('history.before') : common(point.outcome),
            formatFixed(point.mean, 4),
            formatFixed(point.low, 4),
            formatFixed(point.high, 4),
            point.event === null ? '' : String(point.event),
          ],
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={240}>
        <ComposedChart data={data} margin={chartMargin} title={t('history.title')} desc={caption}>
          <XAxis
            dataKey="index"
            type="number"
            domain={[0, 'dataMax']}
            allowDecimals={false}
            stroke="var(--border-strong)"
          />
          <YAxis
            domain={[0, 1]}
            ticks={axisTicks}
            tickFormatter={formatPlain}
            width={36}
            stroke="var(--border-strong)"
          />
          <Tooltip content={<HistoryTip />} isAnimationActive={false} />
          <Area
            dataKey="band"
            stroke="none"
            fill="var(--accent)"
            fillOpacity={0.2}
            isAnimationActive={false}
            activeDot={false}
          />
          {imports.map(({ index, event }) => (
            <ReferenceLine key={event} x={index} stroke="var(--text-3)" strokeDasharray="2 3">
              <Label
                value={t('history.import', { seq: event })}
                position="insideTopLeft"
                fontSize={11}
                fill="var(--text-2)"
              />
            </ReferenceLine>
          ))}
          <Line
            dataKey="mean"
            stroke="var(--accent)"
            strokeWidth={2}
            isAnimationActive={false}
            dot={hasMarks ? outcomeDot : false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** Where each import begins, with its event. */
function firstOfImports(
  points: readonly PosteriorPoint[],
): readonly { readonly index: number; readonly event: number }[] {
  return points.flatMap(({ index, event }, at) =>
    event !== null && event !== points[at - 1]?.event ? [{ index, event }] : [],
  );
}

interface DotProps {
  readonly cx?: number;
  readonly cy?: number;
  readonly index?: number;
  readonly payload?: PosteriorPoint;
}

/** A full dot for a success, a cross for a failure, nothing before the first row. */
function outcomeDot({ cx = 0, cy = 0, index, payload }: DotProps) {
  if (payload?.outcome === 'success') return <circle key={index} cx={cx} cy={cy} r={3} fill="var(--success)" />;
  if (payload?.outcome === 'failure') {
    const d = `M${cx - 3.5} ${cy - 3.5}L${cx + 3.5} ${cy + 3.5}M${cx + 3.5} ${cy - 3.5}L${cx - 3.5} ${cy + 3.5}`;
    return <path key={index} d={d} stroke="var(--failure)" strokeWidth={2} />;
  }
  return <g key={index} />;
}

interface TipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: PosteriorPoint }[];
}

function HistoryTip({ active, payload }: TipProps) {
  const t = useTranslations('charts');
  const point = payload?.[0]?.payload;
  if (!active || point === undefined) return null;
  return (
    <div className="chart-tip">
      <div>
        {t('history.x')} {point.index}
      </div>
      {point.outcome === null ? t('history.before') : <OutcomeMark outcome={point.outcome} />}
      <div>
        {t('history.mean')} {formatProbability(point.mean)} ({formatProbability(point.low)}–
        {formatProbability(point.high)})
      </div>
    </div>
  );
}
