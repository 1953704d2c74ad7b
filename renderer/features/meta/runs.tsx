import { useTranslations } from 'use-intl';
import type { Evidence } from '../../../shared/model/index.ts';
import { hrefOf } from '../../state/index.ts';
import { OutcomeMark, PlainTable, shortId } from '../../ui/index.ts';

/** The runs that the posterior counts, each a link to its place. */
export function Runs({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const t = useTranslations('meta');
  const spans = useTranslations('spans');
  if (evidence.length === 0) return <p className="muted">{t('evidenceNone')}</p>;
  return (
    <PlainTable
      caption={t('evidence')}
      columns={[
        { label: t('run.outcome') },
        { label: t('run.trajectory') },
        { label: t('run.steps') },
        { label: t('run.rule') },
      ]}
      rows={evidence.map((row) => ({
        id: row.id,
        cells: [
          <OutcomeMark key="outcome" outcome={row.outcome} />,
          <a
            key="trajectory"
            href={hrefOf({ view: 'trajectory', id: row.trajectoryId, params: { step: String(row.from) } })}
          >
            {shortId(row.trajectoryId)}
          </a>,
          t('stepsFromTo', { from: row.from, to: Math.max(row.from, row.to - 1) }),
          spans(`rules.${row.rule}`),
        ],
      }))}
    />
  );
}
