import { GitPullRequestArrow } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { legendClasses, type LegendClass } from './structure.ts';
import './graph.css';

const steps = ['0–0.2', '0.2–0.4', '0.4–0.6', '0.6–0.8', '0.8–1'];

export interface LegendProps {
  /** Classes that are taken out of the picture. */
  readonly hidden: ReadonlySet<LegendClass>;
  onToggle(name: LegendClass): void;
}

/** What colour, border and shape of a node say; a press takes what is meant out of the picture, or puts it back. */
export function Legend({ hidden, onToggle }: LegendProps) {
  const t = useTranslations('hierarchy');
  return (
    <ul className="graph-legend" aria-label={t('legend.title')}>
      <li>
        <span>{t('legend.mean')}</span>
        <span className="graph-scale-steps">
          {steps.map((step, index) => {
            const name = legendClasses[index] ?? '0';
            return (
              <Toggle
                key={step}
                name={name}
                label={t('legend.meanOf', { range: step })}
                hidden={hidden}
                onToggle={onToggle}
              >
                <span className="graph-scale-step" style={{ background: `var(--mean-${index})` }}>
                  {step}
                </span>
              </Toggle>
            );
          })}
        </span>
      </li>
      {(['uncertain', 'meta', 'procedure', 'pending'] as const).map((name) => (
        <li key={name}>
          <Toggle name={name} label={t(`legend.${name}`)} hidden={hidden} onToggle={onToggle}>
            {name === 'pending' ? (
              <GitPullRequestArrow size={14} aria-hidden />
            ) : (
              <span className="graph-swatch" data-kind={name} aria-hidden />
            )}
            {t(`legend.${name}`)}
          </Toggle>
        </li>
      ))}
      <li>{t('legend.edge')}</li>
    </ul>
  );
}

interface ToggleProps extends LegendProps {
  readonly name: LegendClass;
  readonly label: string;
  readonly children: ReactNode;
}

function Toggle({ name, label, hidden, onToggle, children }: ToggleProps) {
  const t = useTranslations('hierarchy');
  const isShown = !hidden.has(name);
  return (
    <button
      type="button"
      className="graph-legend-toggle"
      aria-label={label}
      aria-pressed={isShown}
      title={t(isShown ? 'legend.hide' : 'legend.showAgain', { what: label })}
      onClick={() => onToggle(name)}
    >
      {children}
    </button>
  );
}
