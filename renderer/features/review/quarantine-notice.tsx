import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Quarantined, ScanFinding } from '../../../shared/contract/index.ts';
import { Badge, foreignString, ForeignText } from '../../ui/index.ts';

/** What the scanner found, finding by finding with its place, or who let it through. */
export function QuarantineNotice({ quarantine: { findings, released } }: { readonly quarantine: Quarantined }) {
  const t = useTranslations('review');
  const where = useWhere();
  return (
    <section className="review-notice review-quarantine" aria-label={t('quarantine.title')}>
      {released === null ? <ShieldAlert size={18} aria-hidden /> : <ShieldCheck size={18} aria-hidden />}
      <div className="stack-tight grow">
        <strong>{t(released === null ? 'quarantine.title' : 'quarantine.released')}</strong>
        <span>
          {released === null
            ? t('quarantine.body')
            : t('quarantine.releasedBy', { seq: released.seq, reason: foreignString(released.reason) })}
        </span>
        <ul className="review-findings">
          {findings.map((finding) => (
            <li key={`${finding.kind} ${finding.rule} ${finding.where}`}>
              <Badge tone="warning">{t(`quarantine.kinds.${finding.kind}`)}</Badge>
              <span>{where(finding)}</span>
              <span className="mono review-finding">
                <ForeignText text={finding.excerpt} />
              </span>
              <span className="muted small">{finding.rule}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The place of a finding in the words of the interface. */
function useWhere(): (finding: ScanFinding) => string {
  const t = useTranslations('review');
  return ({ where }) => {
    const [, part, place = ''] = /^(step|precondition|postcondition) (\d+)$/.exec(where) ?? [];
    if (part === 'step' || part === 'precondition' || part === 'postcondition')
      return t(`quarantine.where.${part}`, { place: Number(place) });
    const name = /^(?:slot|example of) (.*)$/s.exec(where)?.[1];
    return name === undefined ? t('quarantine.where.goal') : t('quarantine.where.slot', { name: foreignString(name) });
  };
}
