import { useEffectEvent, useLayoutEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, Dialog, Keys, TextField } from '../../ui/index.ts';

/** What is done for a reason: a rejection, or a release from quarantine. */
export type ReasonKind = 'reject' | 'release';

export interface ReasonDialogProps {
  readonly kind: ReasonKind;
  readonly title: string;
  onReason(reason: string): void;
  onClose(): void;
}

const reasonsOf = {
  reject: ['coincidence', 'wrongDirection', 'tooNarrow', 'tooFew', 'known'],
  release: ['quoted', 'own', 'falseAlarm'],
} as const;

/** Asks why. A number key takes a reason at once, as long as nothing has been typed. */
export function ReasonDialog({ kind, title, onReason, onClose }: ReasonDialogProps) {
  const reasons: readonly (typeof reasonsOf)[ReasonKind][number][] = reasonsOf[kind];
  const t = useTranslations('review');
  const common = useTranslations('common');
  const [own, setOwn] = useState('');
  const [isMissing, setMissing] = useState(false);
  const send = (): void => {
    if (own.trim() === '') setMissing(true);
    else onReason(own.trim());
  };
  const takeByKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || own !== '') return;
    const reason = reasons[Number(event.key) - 1];
    if (reason === undefined) return;
    event.preventDefault();
    onReason(t(`reasons.${reason}`));
  });
  // Before the dialog is seen: the number that follows the key at once is a reason, not a text.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent): void => takeByKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t(kind === 'reject' ? 'rejectTitle' : 'quarantine.releaseTitle')}
      description={title}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" onClick={send}>
            {t(kind === 'reject' ? 'reject' : 'release')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t(kind === 'reject' ? 'rejectHint' : 'quarantine.releaseHint')}</p>
        <div className="review-reasons">
          {reasons.map((reason, index) => (
            <Button key={reason} className="review-reason" onClick={() => onReason(t(`reasons.${reason}`))}>
              <Keys keys={String(index + 1)} />
              {t(`reasons.${reason}`)}
            </Button>
          ))}
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <TextField
            label={t('ownReason')}
            placeholder={t('ownReasonPlaceholder')}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for these words; a number key still works
            autoFocus
            value={own}
            onChange={setOwn}
            maxLength={500}
            error={isMissing && own.trim() === '' ? t('reasonMissing') : undefined}
          />
        </form>
      </div>
    </Dialog>
  );
}
