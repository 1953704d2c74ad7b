import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useFormatter, useTranslations } from 'use-intl';
import { ChartFrame } from '../../charts/index.ts';
import { formatFixed } from '../../ui/index.ts';
import type { Growth, MeanBin } from './figures.ts';

const height = 220;
const margin = { top: 8, right: 16, bottom: 4, left: 4 };

/** Episodes after each import. */
export function GrowthChart({ growth }: { readonly growth: readonly Growth[] }) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const caption = t('growth.caption', {
    imports: growth.length,
    sources: growth.at(-1)?.sources ?? 0,
    trajectories: growth.at(-1)?.trajectories ?? 0,
  });
  const data = [{ seq: 1, trajectories: 0 }, ...growth];
  return (
    <ChartFrame
      title={t('growth.title')}
      caption={caption}
      fileName="growth"
      level={2}
      legend={[{ label: t('growth.trajectories'), mark: 'line', color: 'var(--accent)' }]}
      table={{
        columns: [
          { label: t('growth.event'), numeric: true },
          { label: t('growth.at') },
          { label: t('growth.sources'), numeric: true },
          { label: t('growth.trajectories'), numeric: true },
        ],
        rows: growth.map((row) => ({
          id: String(row.seq),
          cells: [
            String(row.seq),
            format.dateTime(new Date(row.at), { dateStyle: 'medium', timeStyle: 'short' }),
            String(row.sources),
            String(row.trajectories),
          ],
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={height}>
        <LineChart data={data} margin={margin} title={t('growth.title')} desc={caption}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="seq"
            type="number"
            domain={[1, 'dataMax']}
            allowDecimals={false}
            stroke="var(--border-strong)"
          />
          <YAxis allowDecimals={false} width={48} stroke="var(--border-strong)" />
          <Line
            dataKey="trajectories"
            type="stepAfter"
            stroke="var(--accent)"
            strokeWidth={2}
            dot={{ r: 3 }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** How the posterior means of the live procedures are spread over [0, 1]. */
export function MeansChart({ bins }: { readonly bins: readonly MeanBin[] }) {
  const t = useTranslations('dashboard');
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  const caption = t('means.caption', { count });
  const data = bins.map((bin) => ({ ...bin, range: `${formatFixed(bin.low, 1)}–${formatFixed(bin.high, 1)}` }));
  return (
    <ChartFrame
      title={t('means.title')}
      caption={caption}
      fileName="posterior-means"
      level={2}
      legend={[{ label: t('means.procedures'), mark: 'thick', color: 'var(--accent)' }]}
      table={{
        columns: [{ label: t('means.range') }, { label: t('means.procedures'), numeric: true }],
        rows: data.map((bin) => ({ id: bin.range, cells: [bin.range, String(bin.count)] })),
      }}
    >
      <ResponsiveContainer width="100%" height={height}>
        <BarChart data={data} margin={margin} title={t('means.title')} desc={caption}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis dataKey="range" stroke="var(--border-strong)" interval={0} fontSize={11} />
          <YAxis allowDecimals={false} width={36} stroke="var(--border-strong)" />
          <Bar dataKey="count" fill="var(--accent)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
