import { Area, ComposedChart, Line, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import type { Comparison } from '../../shared/contract/index.ts';
import { foreignString, formatCount, formatFixed, formatPlain, formatProbability, Stats } from '../ui/index.ts';
import { axisTicks, chartMargin } from './axis.ts';
import { ChartFrame } from './chart-frame.tsx';

const differenceTicks = [-1, -0.5, 0, 0.5, 1];

/** Two posteriors on one axis, and the density of their difference with P(p1 > p2). */
export function ComparisonCharts({ comparison }: { readonly comparison: Comparison }) {
  const t = useTranslations('charts');
  const { first, second, greater, mean, low, high } = comparison;
  return (
    <div className="stack">
      <Stats
        items={[
          { label: t('comparison.greater'), value: formatProbability(greater) },
          { label: t('comparison.difference'), value: formatFixed(mean, 3) },
          { label: t('comparison.interval'), value: `${formatFixed(low, 2)} – ${formatFixed(high, 2)}` },
          { label: 'n', value: `${formatCount(first.n)}, ${formatCount(second.n)}` },
        ]}
      />
      <Densities comparison={comparison} />
      <Difference comparison={comparison} />
    </div>
  );
}

function Densities({ comparison: { first, second, curves } }: { readonly comparison: Comparison }) {
  const t = useTranslations('charts');
  const names = [foreignString(first.goal), foreignString(second.goal)] as const;
  const caption = t('comparison.caption', {
    one: formatFixed(first.mean, 3),
    two: formatFixed(second.mean, 3),
    n: formatCount(first.n),
    m: formatCount(second.n),
  });
  return (
    <ChartFrame
      title={t('comparison.densities')}
      caption={caption}
      fileName={`comparison-${first.id}-${second.id}`}
      legend={[
        { label: names[0], mark: 'line', color: 'var(--success)' },
        { label: names[1], mark: 'dashed', color: 'var(--failure)' },
      ]}
      table={{
        columns: [
          { label: t('density.x'), numeric: true },
          { label: names[0], numeric: true },
          { label: names[1] === names[0] ? `${names[1]} (2)` : names[1], numeric: true },
        ],
        rows: curves.map((point, index) => ({
          id: String(index),
          cells: [formatFixed(point.x, 4), formatFixed(point.first, 4), formatFixed(point.second, 4)],
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={220}>
        <ComposedChart data={[...curves]} margin={chartMargin} title={t('comparison.densities')} desc={caption}>
          <XAxis
            dataKey="x"
            type="number"
            domain={[0, 1]}
            ticks={axisTicks}
            tickFormatter={formatPlain}
            stroke="var(--border-strong)"
          />
          <YAxis hide domain={[0, 'auto']} />
          <Line dataKey="first" stroke="var(--success)" strokeWidth={2} dot={false} isAnimationActive={false} />
          <Line
            dataKey="second"
            stroke="var(--failure)"
            strokeWidth={2}
            strokeDasharray="6 4"
            dot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

function Difference({ comparison }: { readonly comparison: Comparison }) {
  const t = useTranslations('charts');
  const { first, second, difference, greater, low, high } = comparison;
  const caption = t('comparison.differenceCaption', {
    greater: formatProbability(greater),
    low: formatFixed(low, 3),
    high: formatFixed(high, 3),
  });
  return (
    <ChartFrame
      title={t('comparison.differenceTitle')}
      caption={caption}
      fileName={`difference-${first.id}-${second.id}`}
      legend={[
        { label: t('comparison.density'), mark: 'area', color: 'var(--accent)' },
        { label: t('comparison.none'), mark: 'rule', color: 'var(--text)' },
      ]}
      table={{
        columns: [
          { label: t('comparison.x'), numeric: true },
          { label: t('comparison.density'), numeric: true },
        ],
        rows: difference.map(({ x, density }, index) => ({
          id: String(index),
          cells: [formatFixed(x, 3), formatFixed(density, 4)],
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={220}>
        <ComposedChart
          data={[...difference]}
          margin={chartMargin}
          title={t('comparison.differenceTitle')}
          desc={caption}
        >
          <XAxis
            dataKey="x"
            type="number"
            domain={[-1, 1]}
            ticks={differenceTicks}
            tickFormatter={formatPlain}
            stroke="var(--border-strong)"
          />
          <YAxis hide domain={[0, 'auto']} />
          <Area
            dataKey="density"
            stroke="var(--accent)"
            strokeWidth={2}
            fill="var(--accent)"
            fillOpacity={0.2}
            dot={false}
            isAnimationActive={false}
          />
          <ReferenceLine x={0} stroke="var(--text)" strokeDasharray="2 2" />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
