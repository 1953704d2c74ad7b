import { useTranslations } from 'use-intl';
import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Candidate } from '../../../shared/contract/index.ts';
import { ChartFrame, type LegendItem } from '../../charts/index.ts';
import { formatFixed, formatPlain } from '../../ui/index.ts';
import { termNames, type TermName } from './terms.ts';

export interface UtilityChartProps {
  readonly candidates: readonly Candidate[];
  readonly threshold: number;
  /** Whether the terms are those of the paper's formula. */
  readonly isPaper: boolean;
}

const rowHeight = 34;
const axisHeight = 40;
const nameWidth = 230;

/** One bar a candidate: what adds to its utility to the right of 0, what takes away to the left. */
export function UtilityChart({ candidates, threshold, isPaper }: UtilityChartProps) {
  const t = useTranslations('ask');
  const hintOf = (name: TermName): string =>
    isPaper && (name === 'risk' || name === 'information') ? t(`paperHints.${name}`) : t(`termHints.${name}`);
  const theta = formatFixed(threshold, 2);
  return (
    <ChartFrame
      title={t('ranking')}
      caption={t('chartLabel', { count: candidates.length, threshold: theta })}
      fileName="ranking"
      legend={[
        ...termNames.map((name): LegendItem => ({
          label: `${t(`terms.${name}`)}: ${hintOf(name)}`,
          mark: 'thick',
          color: `url(#ask-${name})`,
        })),
        { label: t('thresholdLine', { threshold: theta }), mark: 'rule', color: 'var(--text)' },
      ]}
      table={{
        columns: [
          { label: t('columns.rank'), numeric: true },
          { label: t('columns.candidate') },
          { label: t('columns.kind') },
          ...termNames.map((name) => ({ label: t(`terms.${name}`), numeric: true })),
          { label: t('columns.total'), numeric: true },
        ],
        rows: candidates.map((candidate, index) => ({
          id: candidate.id,
          cells: [
            index + 1,
            candidate.goal,
            t(`kinds.${candidate.kind}`),
            ...termNames.map((name) => formatFixed(candidate.terms[name], 3)),
            formatFixed(candidate.expectedUtility, 3),
          ],
        })),
      }}
    >
      <Bars candidates={candidates} threshold={threshold} />
    </ChartFrame>
  );
}

function Bars({ candidates, threshold }: Omit<UtilityChartProps, 'isPaper'>) {
  const t = useTranslations('ask');
  const label = t('chartLabel', { count: candidates.length, threshold: formatFixed(threshold, 2) });
  const ticks = ticksOf(candidates, threshold);
  const data = candidates.map((candidate, index) => ({ name: `${index + 1}. ${candidate.goal}`, ...candidate.terms }));
  return (
    <ResponsiveContainer width="100%" height={candidates.length * rowHeight + axisHeight}>
      <BarChart
        data={data}
        layout="vertical"
        stackOffset="sign"
        margin={{ top: 4, right: 24, bottom: 0, left: 0 }}
        title={t('ranking')}
        desc={label}
      >
        <Patterns />
        <XAxis
          type="number"
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          ticks={ticks}
          interval={0}
          tickFormatter={formatTick}
          stroke="var(--border-strong)"
        />
        <YAxis
          type="category"
          dataKey="name"
          width={nameWidth}
          interval={0}
          tick={<NameTick />}
          tickLine={false}
          stroke="var(--border-strong)"
        />
        {termNames.map((name) => (
          <Bar
            key={name}
            dataKey={name}
            name={t(`terms.${name}`)}
            stackId="utility"
            fill={`url(#ask-${name})`}
            isAnimationActive={false}
            maxBarSize={20}
          />
        ))}
        <ReferenceLine x={0} stroke="var(--border-strong)" />
        <ReferenceLine x={threshold} stroke="var(--text)" strokeWidth={1.5} strokeDasharray="2 2" />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** Every term has a pattern of its own beside its colour. */
function Patterns() {
  return (
    <defs>
      {termNames.map((name) => (
        <pattern
          key={name}
          id={`ask-${name}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          className={`ask-fill-${name}`}
        >
          <rect width="8" height="8" className="ask-fill" />
          <PatternMarks name={name} />
        </pattern>
      ))}
    </defs>
  );
}

function PatternMarks({ name }: { readonly name: TermName }) {
  switch (name) {
    case 'reward':
      return null;
    case 'information':
      return <circle cx="4" cy="4" r="1.6" className="ask-mark" />;
    case 'risk':
      return <path d="M-2 10 10 -2M-2 2 2 -2M6 10 10 6" className="ask-mark-line" />;
    case 'steps':
      return <path d="M4 0V8" className="ask-mark-line" />;
  }
}

/** A name is cut to one line: the whole one stands in the list below. */
function NameTick({
  x,
  y,
  payload,
}: {
  readonly x?: number;
  readonly y?: number;
  readonly payload?: { readonly value: string };
}) {
  const text = payload?.value ?? '';
  return (
    <text x={x} y={y} dy="0.32em" textAnchor="end" className="ask-tick">
      {text.length > 34 ? `${text.slice(0, 33)}…` : text}
      <title>{text}</title>
    </text>
  );
}

function formatTick(value: number): string {
  return formatPlain(Math.round(value * 100) / 100);
}

/** From the lowest negative stack to the highest positive one, with 0 and the threshold in sight, in even steps. */
function ticksOf(candidates: readonly Candidate[], threshold: number): number[] {
  const stacks = candidates.map(({ terms }) => {
    const values = termNames.map((name) => terms[name]);
    return {
      low: values.filter((value) => value < 0).reduce((sum, value) => sum + value, 0),
      high: values.filter((value) => value > 0).reduce((sum, value) => sum + value, 0),
    };
  });
  const low = Math.min(0, threshold, ...stacks.map((stack) => stack.low));
  const high = Math.max(0, threshold, ...stacks.map((stack) => stack.high));
  const step = [0.2, 0.5, 1, 2, 5].find((size) => (high - low) / size <= 8) ?? (high - low) / 8;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
