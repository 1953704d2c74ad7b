import { useTranslations } from 'use-intl';
import type { Explanation as Explained } from '../../../shared/contract/index.ts';
import type { Proposal } from '../../../shared/model/index.ts';
import { useApi, useAsking } from '../../client/index.ts';
import { AskingState, Button, EngineText, foreignString, ForeignText, WrittenBy } from '../../ui/index.ts';

/** What a model says for its own proposal: no evidence, and said so. */
export function WrittenNote({ proposal: { written } }: { readonly proposal: Proposal }) {
  const t = useTranslations('reasoner');
  if (written === undefined) return null;
  return (
    <div className="stack-tight">
      <p className="row-wrap">
        <WrittenBy by={written.by} />
      </p>
      {written.because === '' ? null : <p>{t('because', { because: foreignString(written.because) })}</p>}
      <p className="small muted">{t('unproven')}</p>
    </div>
  );
}

/** The differences in words: by the rules from the counts, or by the model of the settings, marked as such. */
export function Explanation({ id }: { readonly id: string }) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const { asking, start, cancel } = useAsking((options) => client.reasoner.explain({ id }, options));
  return (
    <div className="stack-tight">
      <span>
        <Button size="small" title={t('explainHint')} disabled={asking.kind === 'running'} onClick={start}>
          {t('explain')}
        </Button>
      </span>
      <AskingState asking={asking} onCancel={cancel} />
      {asking.kind === 'done' ? <Words report={asking.report} /> : null}
    </div>
  );
}

function Words({ report: { explanation, author, note } }: { readonly report: Explained }) {
  const t = useTranslations('reasoner');
  return (
    <section className="review-explanation stack-tight" aria-label={t('explanation')}>
      {author === null ? <span className="small muted">{t('byRules')}</span> : <WrittenBy by={author} />}
      {note === '' ? null : <EngineText text={note} />}
      {explanation.split('\n').map((line, index) => (
        <p key={index}>
          <ForeignText text={line} />
        </p>
      ))}
    </section>
  );
}
