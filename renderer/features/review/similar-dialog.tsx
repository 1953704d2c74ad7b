import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Batch, DryRun } from '../../../shared/contract/index.ts';
import type { Proposal } from '../../../shared/model/index.ts';
import { useApi, useRefreshMemory } from '../../client/index.ts';
import {
  Button,
  CheckField,
  Dialog,
  foreignString,
  Segmented,
  TextField,
  ReportText,
  useErrorReport,
  useNotify,
} from '../../ui/index.ts';

export interface SimilarDialogProps {
  readonly proposal: Proposal;
  readonly others: readonly { readonly id: string; readonly title: string }[];
  onClose(): void;
}

/** Decides on proposals that rest on the same difference, after it was tried what that would do. */
export function SimilarDialog({ proposal, others, onClose }: SimilarDialogProps) {
  const t = useTranslations('review');
  const common = useTranslations('common');
  const all = [{ id: proposal.id, title: proposal.title }, ...others];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(all.map(({ id }) => id)));
  const [decision, setDecision] = useState<Batch['decision']>('approve');
  const [reason, setReason] = useState('');
  const batch: Batch = { ids: all.map(({ id }) => id).filter((id) => chosen.has(id)), decision, reason: reason.trim() };
  const isComplete = batch.ids.length > 0 && (decision !== 'reject' || reason.trim() !== '');
  const { run, decideAll, isBusy, error } = useBatch(onClose);
  const report = useErrorReport()(error);
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('similarTitle')}
      description={t('similarBody', { title: foreignString(proposal.title) })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button disabled={!isComplete || isBusy} onClick={() => run.start(batch)}>
            {t('tryIt')}
          </Button>
          <Button
            variant="primary"
            disabled={!isComplete || isBusy || run.of !== JSON.stringify(batch)}
            onClick={() => decideAll(batch)}
          >
            {t(`decideAll.${decision}`, { count: batch.ids.length })}
          </Button>
        </>
      }
    >
      <Segmented<Batch['decision']>
        label={t('decisionKind')}
        value={decision}
        options={(['approve', 'reject', 'defer'] as const).map((value) => ({ value, label: t(`decisions.${value}`) }))}
        onChange={setDecision}
      />
      <div className="stack-tight review-similar">
        {all.map(({ id, title }) => (
          <CheckField
            key={id}
            label={foreignString(title)}
            checked={chosen.has(id)}
            onChange={(on) => setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((other) => other !== id)))}
          />
        ))}
      </div>
      {decision === 'reject' ? (
        <TextField label={t('ownReason')} value={reason} onChange={setReason} maxLength={500} />
      ) : null}
      {error === null || report === null ? null : (
        <p className="field-error" role="alert">
          <ReportText report={report} without={['kept']} />
        </p>
      )}
      {run.result === null || run.of !== JSON.stringify(batch) ? null : <Outcome result={run.result} />}
    </Dialog>
  );
}

function useBatch(onClose: () => void) {
  const t = useTranslations('review');
  const { client } = useApi();
  const notify = useNotify();
  const refresh = useRefreshMemory();
  const [run, setRun] = useState<{ readonly of: string; readonly result: DryRun | null }>({ of: '', result: null });
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const guard = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  return {
    isBusy,
    error,
    run: {
      ...run,
      start: (batch: Batch) =>
        void guard(async () => {
          setRun({ of: JSON.stringify(batch), result: await client.review.dryRun(batch) });
        }),
    },
    decideAll: (batch: Batch) =>
      void guard(async () => {
        const { decided, refused } = await client.review.decideAll(batch);
        await refresh();
        notify({ title: t('allDecided', { count: decided.length, refused: refused.length }) });
        onClose();
      }),
  };
}

function Outcome({ result }: { readonly result: DryRun }) {
  const t = useTranslations('review');
  const refused = result.items.filter(({ refusal }) => refusal !== null);
  return (
    <output className="stack-tight review-dry">
      <strong>{t('dry')}</strong>
      <span>{t('dryDone', { done: result.items.length - refused.length, all: result.items.length })}</span>
      {refused.map(({ id, title, refusal }) => (
        <span key={id}>{t('dryRefused', { title: foreignString(title), why: foreignString(refusal ?? '') })}</span>
      ))}
      <span>
        {t('dryAppearing', { count: result.appearing.length, first: foreignString(result.appearing[0] ?? '') })}
      </span>
      <span>{t('dryLeaving', { count: result.leaving.length, first: foreignString(result.leaving[0] ?? '') })}</span>
    </output>
  );
}

/** The way from a card to the proposals that are like it; nothing when there are none. */
export function SimilarNotice({ proposal }: { readonly proposal: Proposal }) {
  const t = useTranslations('review');
  const { query } = useApi();
  const [isOpen, setOpen] = useState(false);
  const similar = useQuery(query.review.similar.queryOptions({ input: { id: proposal.id } })).data ?? [];
  const [first] = similar;
  if (first === undefined || (proposal.status !== 'pending' && proposal.status !== 'deferred')) return null;
  return (
    <div className="review-notice row-wrap" data-kind="similar">
      <span className="grow">{t('similarHint', { count: similar.length, shared: foreignString(first.shared) })}</span>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('similarOpen')}
      </Button>
      {isOpen ? <SimilarDialog proposal={proposal} others={similar} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
