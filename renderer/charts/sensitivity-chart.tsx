import { CartesianGrid, ErrorBar, ResponsiveContainer, Scatter, ScatterChart, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import type { SensitivityRow } from '../../shared/contract/index.ts';
import { formatCount, formatFixed, formatPlain } from '../ui/index.ts';
import { axisTicks } from './axis.ts';
import { ChartFrame } from './chart-frame.tsx';

export interface SensitivityChartProps {
  readonly rows: readonly SensitivityRow[];
  readonly fileName: string;
  readonly subject: string;
}

const rowHeight = 28;

/** The same evidence under other priors: where the means part, the evidence is too little to overrule the prior. */
export function SensitivityChart({ rows, fileName, subject }: SensitivityChartProps) {
  const t = useTranslations('charts');
  const nameOf = (row: SensitivityRow): string =>
    t('sensitivity.prior', {
      name: t(`sensitivity.names.${row.name}`),
      alpha: formatCount(row.prior.alpha),
      beta: formatCount(row.prior.beta),
    });
  const means = rows.map(({ mean }) => mean);
  const caption = t('sensitivity.caption', {
    mass: rows[0]?.interval.mass ?? 0.89,
    spread: formatFixed(Math.max(...means) - Math.min(...means), 3),
  });
  const data = rows.map((row, index) => ({
    mean: row.mean,
    place: index,
    name: nameOf(row),
    ends: [row.mean - row.interval.low, row.interval.high - row.mean],
  }));
  return (
    <ChartFrame
      title={t('sensitivity.title')}
      caption={caption}
      fileName={fileName}
      subject={subject}
      legend={[
        { label: t('history.mean'), mark: 'dot', color: 'var(--accent)' },
        {
          label: t('sensitivity.interval', { mass: rows[0]?.interval.mass ?? 0.89 }),
          mark: 'thin',
          color: 'var(--accent)',
        },
      ]}
      table={{
        columns: [
          { label: t('sensitivity.column') },
          { label: t('history.mean'), numeric: true },
          { label: t('history.low'), numeric: true },
          { label: t('history.high'), numeric: true },
          { label: t('sensitivity.aboveHalf'), numeric: true },
        ],
        rows: rows.map((row) => ({
          id: row.name,
          cells: [
            nameOf(row),
            formatFixed(row.mean, 4),
            formatFixed(row.interval.low, 4),
            formatFixed(row.interval.high, 4),
            formatFixed(row.aboveHalf, 4),
          ],
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={rows.length * rowHeight + 48}>
        <ScatterChart margin={{ top: 4, right: 20, bottom: 4, left: 4 }} title={t('sensitivity.title')} desc={caption}>
          <CartesianGrid horizontal={false} stroke="var(--border)" />
          <XAxis
            dataKey="mean"
            type="number"
            domain={[0, 1]}
            ticks={axisTicks}
            tickFormatter={formatPlain}
            stroke="var(--border-strong)"
          />
          <YAxis
            dataKey="place"
            type="number"
            reversed
            domain={[-0.6, rows.length - 0.4]}
            ticks={data.map(({ place }) => place)}
            tickFormatter={(place: number) => data[place]?.name ?? ''}
            interval={0}
            width={170}
            axisLine={false}
            tickLine={false}
          />
          <Scatter data={data} fill="var(--accent)" isAnimationActive={false}>
            <ErrorBar dataKey="ends" direction="x" width={0} strokeWidth={1.5} stroke="var(--accent)" />
          </Scatter>
        </ScatterChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
