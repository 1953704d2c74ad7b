import { useTranslations } from 'use-intl';
import type { Attribution as Attributed, ProcmemOverview } from '../../../shared/contract/index.ts';
import { useApi, useAsking, useHasReasoner } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import { AskButton, Badge, Card, foreignString, ForeignText, SlotText, WritingState } from '../../ui/index.ts';

export interface AttributionProps {
  readonly skillId: string;
  readonly names: ProcmemOverview['names'];
}

/** Has the episodes of a skill's last gradient say, in a model's words, what they blame; nothing where the rules are the reasoner. */
export function Attribution({ skillId, names }: AttributionProps) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const hasReasoner = useHasReasoner();
  const { asking, start, cancel } = useAsking((options) => client.reasoner.attribute({ id: skillId }, options));
  if (!hasReasoner) return null;
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <AskButton label={t('attribute')} hint={t('attributeHint')} asking={asking} onClick={start} />
        <WritingState asking={asking} onCancel={cancel} />
      </div>
      {asking.kind === 'done' && asking.report.author !== null ? <Voices report={asking.report} names={names} /> : null}
    </div>
  );
}

function Voices({
  report: { voices, edits, because },
  names,
}: {
  readonly report: Attributed;
  readonly names: ProcmemOverview['names'];
}) {
  const t = useTranslations('reasoner');
  const words = useTranslations('procmem');
  return (
    <Card title={t('attributed')}>
      <div className="stack-tight">
        {voices.length === 0 ? <p className="small muted">{t('saysNothing')}</p> : null}
        <ul className="procmem-list">
          {voices.map(({ trajectoryId, from, side, field, kind, text, quote }, at) => (
            <li key={at} className="stack-tight">
              <span className="row-wrap">
                <Badge>{words(`fields.${field}`)}</Badge>
                <span>{words(`edits.${kind}`)}</span>
                <SlotText text={text} />
              </span>
              <span className="row-wrap small muted">
                <span>{words(`sides.${side}`)}</span>
                <a href={hrefOf({ view: 'trajectory', id: trajectoryId, params: { step: String(from) } })}>
                  <ForeignText text={names[trajectoryId]?.goal ?? trajectoryId} />
                </a>
                <q>
                  <ForeignText text={quote} />
                </q>
              </span>
            </li>
          ))}
        </ul>
        {edits.length === 0 ? null : <h3>{words('together')}</h3>}
        {edits.map(({ field, kind, text, voices: count }) => (
          <span key={`${field} ${kind} ${text}`} className="row-wrap small">
            <Badge tone="accent">{words(`fields.${field}`)}</Badge>
            <span>{words(`edits.${kind}`)}</span>
            <SlotText text={text} />
            <span className="muted">{words('voices', { count })}</span>
          </span>
        ))}
        {because === '' ? null : <p className="small">{t('because', { because: foreignString(because) })}</p>}
      </div>
    </Card>
  );
}
