import { useId, useMemo, useState } from 'react';
import { CartesianGrid, ErrorBar, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import type { ForestRow } from '../../shared/contract/index.ts';
import {
  Button,
  foreignString,
  ForeignText,
  formatCount,
  formatFixed,
  formatPlain,
  formatProbability,
  SelectField,
} from '../ui/index.ts';
import { axisTicks } from './axis.ts';
import { ChartFrame } from './chart-frame.tsx';
import { forestSorts, sortForest, type ForestSort } from './forest-order.ts';

export interface ForestChartProps {
  readonly rows: readonly ForestRow[];
  readonly sort: ForestSort;
  onSort(sort: ForestSort): void;
  /** Address of an item's page. */
  hrefOf(row: ForestRow): string;
}

const pageSize = 60;
const rowHeight = 26;
const labelWidth = 300;

/** Every live item with its 50 % interval thick and its 89 % interval thin, on one axis from 0 to 1. */
export function ForestChart({ rows, sort, onSort, hrefOf }: ForestChartProps) {
  const t = useTranslations('charts');
  const sorted = useMemo(() => sortForest(rows, sort), [rows, sort]);
  const [page, setPage] = useState(0);
  const from = Math.min(page * pageSize, Math.max(0, sorted.length - 1));
  const shown = sorted.slice(from, from + pageSize);
  const masses = { inner: shown[0]?.inner.mass ?? 0.5, outer: shown[0]?.outer.mass ?? 0.89 };
  const caption = t('forest.caption', { ...masses, count: sorted.length, from: from + 1, to: from + shown.length });
  return (
    <ChartFrame
      title={t('forest.title')}
      caption={caption}
      fileName="forest"
      level={2}
      legend={[
        { label: t('forest.mean'), mark: 'dot', color: 'var(--accent)' },
        { label: t('forest.inner', { mass: masses.inner }), mark: 'thick', color: 'var(--accent)' },
        { label: t('forest.outer', { mass: masses.outer }), mark: 'thin', color: 'var(--accent)' },
      ]}
      table={{
        columns: [
          { label: t('forest.item') },
          { label: t('forest.mean'), numeric: true },
          { label: t('forest.inner', { mass: masses.inner }), numeric: true },
          { label: t('forest.outer', { mass: masses.outer }), numeric: true },
          { label: t('forest.n'), numeric: true },
        ],
        rows: shown.map((row) => ({
          id: row.id,
          cells: [
            <a key="item" href={hrefOf(row)}>
              <ForeignText text={row.goal} />
            </a>,
            formatFixed(row.mean, 3),
            `${formatFixed(row.inner.low, 3)}–${formatFixed(row.inner.high, 3)}`,
            `${formatFixed(row.outer.low, 3)}–${formatFixed(row.outer.high, 3)}`,
            formatCount(row.n),
          ],
        })),
      }}
      actions={
        <>
          <SelectField
            label={t('forest.sort')}
            hideLabel
            value={sort}
            options={forestSorts.map((value) => ({
              value,
              label: `${t('forest.sort')}: ${t(`forest.sorts.${value}`)}`,
            }))}
            onChange={(next) => {
              setPage(0);
              onSort(next);
            }}
          />
          {sorted.length <= pageSize ? null : (
            <>
              <Button size="small" disabled={page === 0} onClick={() => setPage(page - 1)}>
                {t('forest.previous')}
              </Button>
              <Button size="small" disabled={from + pageSize >= sorted.length} onClick={() => setPage(page + 1)}>
                {t('forest.next')}
              </Button>
            </>
          )}
        </>
      }
    >
      <ForestPlot rows={shown} caption={caption} hrefOf={hrefOf} />
    </ChartFrame>
  );
}

interface ForestPlotProps {
  readonly rows: readonly ForestRow[];
  readonly caption: string;
  hrefOf(row: ForestRow): string;
}

function ForestPlot({ rows, caption, hrefOf }: ForestPlotProps) {
  const t = useTranslations('charts');
  const fade = useId();
  // Recharts takes the ends of an error bar as distances from its point.
  const data = rows.map((row, index) => ({
    ...row,
    place: index,
    thin: [row.mean - row.outer.low, row.outer.high - row.mean],
    thick: [row.mean - row.inner.low, row.inner.high - row.mean],
  }));
  return (
    <ResponsiveContainer width="100%" height={rows.length * rowHeight + 56}>
      <ScatterChart margin={{ top: 4, right: 20, bottom: 4, left: 4 }} title={t('forest.title')} desc={caption}>
        <defs>
          <linearGradient id={fade} gradientUnits="userSpaceOnUse" x1={0} x2={labelWidth - 36} y1={0} y2={0}>
            <stop offset={0.9} stopColor="var(--text)" />
            <stop offset={1} stopColor="var(--text)" stopOpacity={0} />
          </linearGradient>
        </defs>
        <CartesianGrid horizontal={false} stroke="var(--border)" />
        <XAxis
          dataKey="mean"
          type="number"
          orientation="top"
          domain={[0, 1]}
          ticks={axisTicks}
          tickFormatter={formatPlain}
          stroke="var(--border-strong)"
          name={t('probability')}
        />
        <YAxis
          dataKey="place"
          type="number"
          reversed
          domain={[-0.6, rows.length - 0.4]}
          ticks={rows.map((_, index) => index)}
          interval={0}
          width={labelWidth}
          axisLine={false}
          tickLine={false}
          tick={<RowLabel rows={rows} hrefOf={hrefOf} fade={fade} />}
        />
        <Tooltip content={<ForestTip />} isAnimationActive={false} cursor={false} />
        <Scatter data={data} fill="var(--accent)" isAnimationActive={false} shape={<MeanDot />}>
          <ErrorBar dataKey="thin" direction="x" width={0} strokeWidth={1.5} stroke="var(--accent)" />
          <ErrorBar dataKey="thick" direction="x" width={0} strokeWidth={5} stroke="var(--accent)" opacity={0.55} />
        </Scatter>
      </ScatterChart>
    </ResponsiveContainer>
  );
}

interface RowLabelProps {
  readonly rows: readonly ForestRow[];
  /** Id of the gradient in which a long label fades out before the figures. */
  readonly fade: string;
  hrefOf(row: ForestRow): string;
  readonly x?: number;
  readonly y?: number;
  readonly payload?: { readonly value: number };
}

/** Recharts gives place and value to this element, one a row. */
function RowLabel({ rows, hrefOf, fade, x = 0, y = 0, payload }: RowLabelProps) {
  const row = rows[payload?.value ?? -1];
  if (row === undefined) return null;
  return (
    <a href={hrefOf(row)}>
      <title>{foreignString(row.goal)}</title>
      <text x={x - labelWidth + 16} y={y} dy={4} className="forest-label" fill={`url(#${fade})`}>
        {foreignString(row.goal)}
      </text>
      <text x={x - 4} y={y} dy={4} textAnchor="end">
        {formatCount(row.n)}
      </text>
    </a>
  );
}

function MeanDot({ cx = 0, cy = 0 }: { readonly cx?: number; readonly cy?: number }) {
  return <circle cx={cx} cy={cy} r={4.5} fill="var(--accent)" stroke="var(--surface)" strokeWidth={1.5} />;
}

interface TipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: ForestRow }[];
}

function ForestTip({ active, payload }: TipProps) {
  const t = useTranslations('charts');
  const row = payload?.[0]?.payload;
  if (!active || row === undefined) return null;
  return (
    <div className="chart-tip">
      <strong>{foreignString(row.goal)}</strong>
      <div>
        {t('forest.mean')} {formatProbability(row.mean)}, {t('forest.n')} = {formatCount(row.n)}
      </div>
      <div className="muted">
        {t('forest.outer', { mass: row.outer.mass })} {formatProbability(row.outer.low)}–
        {formatProbability(row.outer.high)}
      </div>
    </div>
  );
}
