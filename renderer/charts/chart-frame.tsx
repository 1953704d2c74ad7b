import { Download, Table2, ChartSpline } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton, Menu, PlainTable, useNotify, type PlainTableProps } from '../ui/index.ts';
import { saveChart, type ChartFormat } from './save-chart.ts';
import './chart.css';

export interface LegendItem {
  readonly label: string;
  /** How the series is drawn: colour and shape, so that it is told apart without either. */
  readonly mark: 'line' | 'dashed' | 'area' | 'thick' | 'thin' | 'dot' | 'cross' | 'rule';
  readonly color: string;
}

export interface ChartFrameProps {
  readonly title: string;
  /** What it is about, for the saved file: on the page the heading above says it. */
  readonly subject?: string;
  /** What is drawn, with interval kind, mass and n: under the plot and in the saved file. */
  readonly caption: string;
  readonly legend: readonly LegendItem[];
  readonly table: Omit<PlainTableProps, 'caption'>;
  /** Name of the saved file, without its ending. */
  readonly fileName: string;
  readonly actions?: ReactNode;
  /** Level of the title among the headings of the page. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** A plot with its table twin and its way out as SVG or PNG. */
export function ChartFrame({
  title,
  subject,
  caption,
  legend,
  table,
  fileName,
  actions,
  level = 3,
  children,
}: ChartFrameProps) {
  const t = useTranslations('charts');
  const notify = useNotify();
  const id = useId();
  const plotRef = useRef<HTMLDivElement>(null);
  const figureRef = useRef<HTMLElement>(null);
  const Heading = level === 2 ? 'h2' : 'h3';
  const [isTable, setTable] = useState(false);
  const save = (format: ChartFormat): void => {
    const svg = plotRef.current?.querySelector<SVGSVGElement>('svg.recharts-surface');
    if (svg === null || svg === undefined) return;
    const marks = figureRef.current?.querySelectorAll<SVGSVGElement>('.chart-legend svg') ?? [];
    const drawn = [...marks].map((mark, index) => ({ mark, label: legend[index]?.label ?? '' }));
    const heading = subject === undefined ? title : `${title}: ${subject}`;
    saveChart({ svg, title: heading, caption, legend: drawn, fileName, format }).then(
      () => notify({ title: t('saved', { file: `${fileName}.${format}` }) }),
      () => notify({ kind: 'error', title: t('notSaved') }),
    );
  };
  return (
    <figure ref={figureRef} className="chart" aria-labelledby={`${id}-title`} aria-describedby={`${id}-caption`}>
      <div className="chart-head">
        <Heading id={`${id}-title`}>{title}</Heading>
        {actions}
        <IconButton
          size="small"
          label={isTable ? t('showPlot') : t('showTable')}
          icon={isTable ? <ChartSpline size={15} aria-hidden /> : <Table2 size={15} aria-hidden />}
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        />
        <Menu
          trigger={
            <Button
              variant="quiet"
              size="small"
              data-icon-only=""
              aria-label={t('save')}
              title={t('save')}
              disabled={isTable}
              icon={<Download size={15} aria-hidden />}
            />
          }
          entries={(['svg', 'png'] as const).map((format) => ({
            id: format,
            label: t(`saveAs.${format}`),
            run: () => save(format),
          }))}
        />
      </div>
      {isTable ? (
        <PlainTable caption={`${title}. ${caption}`} {...table} />
      ) : (
        <div ref={plotRef} className="chart-plot">
          {children}
        </div>
      )}
      {isTable ? null : <Legend items={legend} />}
      <figcaption id={`${id}-caption`} className="chart-caption">
        {caption}
      </figcaption>
    </figure>
  );
}

function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  return (
    <ul className="chart-legend">
      {items.map((item) => (
        <li key={item.label}>
          <svg width="22" height="12" aria-hidden>
            <LegendMark item={item} />
          </svg>
          {item.label}
        </li>
      ))}
    </ul>
  );
}

function LegendMark({ item: { mark, color } }: { readonly item: LegendItem }) {
  switch (mark) {
    case 'line':
      return <line x1="0" x2="22" y1="6" y2="6" stroke={color} strokeWidth="2" />;
    case 'dashed':
      return <line x1="0" x2="22" y1="6" y2="6" stroke={color} strokeWidth="1.5" strokeDasharray="5 4" />;
    case 'rule':
      return <line x1="11" x2="11" y1="0" y2="12" stroke={color} strokeWidth="1.5" strokeDasharray="2 2" />;
    case 'area':
      return <rect x="1" y="1" width="20" height="10" fill={color} fillOpacity="0.3" />;
    case 'thick':
      return <line x1="2" x2="20" y1="6" y2="6" stroke={color} strokeWidth="5" />;
    case 'thin':
      return <line x1="0" x2="22" y1="6" y2="6" stroke={color} strokeWidth="1.5" />;
    case 'dot':
      return <circle cx="11" cy="6" r="4" fill={color} />;
    case 'cross':
      return <path d="M7 2 15 10M15 2 7 10" stroke={color} strokeWidth="2" />;
  }
}
