import { useTranslations } from 'use-intl';
import type { WritingReport } from '../../shared/contract/index.ts';
import type { Asking } from '../client/index.ts';
import { hrefOf } from '../state/index.ts';
import { AskingState } from './asking-state.tsx';
import { EngineText } from './foreign-text.tsx';
import { WrittenBy } from './written-by.tsx';

export interface WritingStateProps {
  readonly asking: Asking<WritingReport>;
  onCancel(): void;
}

/** What became of words that a model was asked for: a proposal that waits, or why there is none. */
export function WritingState({ asking, onCancel }: WritingStateProps) {
  return (
    <>
      {asking.kind === 'done' ? <Proposed report={asking.report} /> : null}
      <AskingState asking={asking} onCancel={onCancel} />
    </>
  );
}

function Proposed({ report: { proposalId, author, note } }: { readonly report: WritingReport }) {
  const t = useTranslations('reasoner');
  return (
    <output className="row-wrap small">
      <span>{t(proposalId === null ? 'nothingProposed' : 'proposed')}</span>
      {note === '' ? null : <EngineText text={note} />}
      {author === null ? null : <WrittenBy by={author} />}
      {proposalId === null ? null : <a href={hrefOf({ view: 'review', id: proposalId })}>{t('toProposal')}</a>}
    </output>
  );
}
