import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProcedureBody, Proposal } from '../../../shared/model/index.ts';
import { bodyOf, BodyDiffView, Button, draftOf, faultsOf, Keys, ProcedureFields, type Draft } from '../../ui/index.ts';

export interface EditCardProps {
  readonly proposal: Proposal;
  onApprove(body: ProcedureBody): void;
  onClose(): void;
}

/** What is proposed as a form; below it, what would change against the live revision. */
export function EditCard({ proposal, onApprove, onClose }: EditCardProps) {
  const t = useTranslations('review');
  const [draft, setDraft] = useState<Draft>(() => draftOf(proposal.after));
  const [isChecked, setChecked] = useState(false);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => headingRef.current?.focus(), []);
  const body = bodyOf(draft, proposal.after);
  const approve = (): void => {
    setChecked(true);
    if (Object.keys(faultsOf(draft)).length === 0) onApprove(body);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- two keys that work in each of its fields
    <form
      className="stack review-edit"
      aria-label={t('editTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        approve();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          approve();
        }
        if (event.key === 'Escape') onClose();
      }}
    >
      <h2 ref={headingRef} tabIndex={-1}>
        {t('editTitle')}
      </h2>
      <p className="muted small">{t('editHint')}</p>
      <ProcedureFields draft={draft} body={proposal.after} isChecked={isChecked} onChange={setDraft} />
      <h3>{t('difference')}</h3>
      <BodyDiffView before={proposal.before} after={body} layout="unified" />
      <div className="row-wrap">
        <Button type="submit" variant="primary">
          {t('editApprove')}
          <Keys keys="$mod+Enter" />
        </Button>
        <Button onClick={onClose}>{t('editDiscard')}</Button>
      </div>
    </form>
  );
}
