import { useTranslations } from 'use-intl';
import { useMemory } from '../../client/index.ts';

/** Counts against the caps of the settings. */
export function Capacity() {
  const t = useTranslations('library');
  const memory = useMemory();
  if (memory === null) return null;
  const { counts, settings } = memory;
  // Mem^p has no capacity, and a pool's is shown with the reasons why its skills stay.
  if (settings.strategy !== 'macla') return null;
  return (
    <div className="library-capacity">
      <Gauge
        label={t('kinds.procedure')}
        title={t('capacityProcedures')}
        used={counts.procedures}
        cap={settings.maxProcedures}
      />
      <Gauge
        label={t('kinds.meta')}
        title={t('capacityMetas')}
        used={counts.metaProcedures}
        cap={settings.maxMetaProcedures}
      />
    </div>
  );
}

interface GaugeProps {
  readonly label: string;
  readonly title: string;
  readonly used: number;
  readonly cap: number | null;
}

function Gauge({ label, title, used, cap }: GaugeProps) {
  const t = useTranslations('library');
  return (
    <div className="stack-tight">
      <span className="small">
        <span className="muted">{label}</span> {cap === null ? t('noCap', { used }) : t('capacity', { used, cap })}
      </span>
      {cap === null ? null : <meter className="gauge" aria-label={title} min={0} max={cap} value={used} />}
    </div>
  );
}
