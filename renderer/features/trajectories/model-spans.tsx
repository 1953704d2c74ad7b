import { useTranslations } from 'use-intl';
import type { Segmentation } from '../../../shared/contract/index.ts';
import { useApi, useAsking, useHasReasoner } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import { AskButton, AskingState, EngineText, foreignString, ForeignText, WrittenBy } from '../../ui/index.ts';

/** Has the episode cut into sub-goals by the model of the settings; nothing where the rules are the reasoner. */
export function ModelSpans({ id }: { readonly id: string }) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const hasReasoner = useHasReasoner();
  const { asking, start, cancel } = useAsking((options) => client.reasoner.segment({ id }, options));
  if (!hasReasoner) return null;
  return (
    <div className="stack-tight">
      <span>
        <AskButton label={t('segment')} hint={t('segmentHint')} asking={asking} onClick={start} />
      </span>
      <AskingState asking={asking} onCancel={cancel} />
      {asking.kind === 'done' ? <Segments id={id} report={asking.report} /> : null}
    </div>
  );
}

/** The model's segments; those of the rules stand beside the steps already. */
function Segments({ id, report }: { readonly id: string; readonly report: Segmentation }) {
  const t = useTranslations('reasoner');
  const words = useTranslations('trajectories');
  const { author, note, segments, moved, because } = report;
  if (author === null) return <EngineText text={note} />;
  return (
    <section className="stack-tight small" aria-label={t('segments')}>
      <span className="row-wrap">
        <WrittenBy by={author} />
        {moved === 0 ? null : <span className="muted">{t('moved', { count: moved })}</span>}
      </span>
      <ol className="reader-model-spans">
        {segments.map(({ from, to, description }) => (
          <li key={from}>
            <a href={hrefOf({ view: 'trajectory', id, params: { step: String(from) } })}>
              <ForeignText text={description} />
            </a>{' '}
            <span className="muted">
              {to - from <= 1 ? words('spanOne', { from }) : words('spanRange', { from, to: to - 1 })}
            </span>
          </li>
        ))}
      </ol>
      {because === '' ? null : <span>{t('because', { because: foreignString(because) })}</span>}
    </section>
  );
}
