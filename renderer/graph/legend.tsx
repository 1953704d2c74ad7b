import { useTranslations } from 'use-intl';
import './graph.css';

const steps = ['0–0.2', '0.2–0.4', '0.4–0.6', '0.6–0.8', '0.8–1'];

/** What colour, border and shape of a node say. */
export function Legend() {
  const t = useTranslations('hierarchy');
  return (
    <ul className="graph-legend" aria-label={t('legend.title')}>
      <li>
        <span>{t('legend.mean')}</span>
        <span className="graph-scale-steps">
          {steps.map((step, index) => (
            <span key={step} style={{ background: `var(--mean-${index})` }}>
              {step}
            </span>
          ))}
        </span>
      </li>
      <li>
        <span className="graph-swatch" data-kind="uncertain" aria-hidden />
        {t('legend.certainty')}
      </li>
      <li>
        <span className="graph-swatch" data-kind="meta" aria-hidden />
        {t('legend.meta')}
      </li>
      <li>
        <span className="graph-swatch" data-kind="procedure" aria-hidden />
        {t('legend.procedure')}
      </li>
      <li>{t('legend.edge')}</li>
    </ul>
  );
}
