import { useQuery } from '@tanstack/react-query';
import { Bot } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Simulation } from '../../../shared/contract/index.ts';
import type { ReviewPolicy } from '../../../shared/model/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import { Badge, Button, CheckField, Dialog, PlainTable, TextField } from '../../ui/index.ts';

/** The switch to automatic decisions, with a word for whether they are on. */
export function PolicyButton() {
  const t = useTranslations('review');
  const { query } = useApi();
  const policy = useQuery(query.review.policy.queryOptions()).data;
  const [isOpen, setOpen] = useState(false);
  if (policy === undefined) return null;
  return (
    <>
      <Button icon={<Bot size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('policy.open')}
        {policy.enabled ? <Badge tone="warning">{t('policyOn')}</Badge> : null}
      </Button>
      {isOpen ? <PolicyDialog key={JSON.stringify(policy)} policy={policy} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface PolicyDialogProps {
  readonly policy: ReviewPolicy;
  onClose(): void;
}

function PolicyDialog({ policy, onClose }: PolicyDialogProps) {
  const t = useTranslations('review');
  const common = useTranslations('common');
  const { client, query } = useApi();
  const [draft, setDraft] = useState(policy);
  const simulation = useQuery(query.review.simulate.queryOptions({ input: { policy: draft } }));
  const save = useDecision(client.review.setPolicy, { done: t('policy.saved') });
  const isSame = JSON.stringify(draft) === JSON.stringify(policy);
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('policy.title')}
      description={t(policy.enabled ? 'policy.on' : 'policy.off')}
      footer={
        <>
          {isSame ? <span className="muted small grow">{t('policy.unchanged')}</span> : null}
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            disabled={isSame || save.isPending}
            onClick={() => save.mutate({ policy: draft }, { onSuccess: onClose })}
          >
            {t('policy.save')}
          </Button>
        </>
      }
    >
      <Fields draft={draft} onChange={setDraft} />
      <h3>{t('policy.simulate')}</h3>
      {simulation.data === undefined ? (
        <p className="muted">{common('loading')}</p>
      ) : (
        <Simulated of={simulation.data} />
      )}
    </Dialog>
  );
}

function Fields({ draft, onChange }: { readonly draft: ReviewPolicy; onChange(policy: ReviewPolicy): void }) {
  const t = useTranslations('review');
  const inRange = (text: string, [low, high]: readonly [number, number]): number | null => {
    const value = Number(text);
    return text.trim() === '' || !Number.isFinite(value) || value < low || value > high ? null : value;
  };
  return (
    <div className="stack">
      <CheckField
        label={t('policy.enabled')}
        checked={draft.enabled}
        onChange={(enabled) => onChange({ ...draft, enabled })}
      />
      <div className="row-wrap">
        <NumberField
          label={t('policy.approveFrom')}
          value={draft.approveFrom}
          read={(text) => inRange(text, [0.5, 1])}
          onChange={(approveFrom) => onChange({ ...draft, approveFrom })}
        />
        <NumberField
          label={t('policy.leastEpisodes')}
          value={draft.leastEpisodes}
          read={(text) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : null)}
          onChange={(leastEpisodes) => onChange({ ...draft, leastEpisodes })}
        />
      </div>
      <CheckField
        label={t('policy.strongOnly')}
        checked={draft.strongOnly}
        onChange={(strongOnly) => onChange({ ...draft, strongOnly })}
      />
      <CheckField
        label={t('policy.rejects')}
        checked={draft.rejectBelow !== null}
        onChange={(on) => onChange({ ...draft, rejectBelow: on ? 1 : null })}
      />
      {draft.rejectBelow === null ? null : (
        <NumberField
          label={t('policy.rejectBelow')}
          value={draft.rejectBelow}
          read={(text) => inRange(text, [0, 1e9])}
          onChange={(rejectBelow) => onChange({ ...draft, rejectBelow })}
        />
      )}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  /** The value that a text means; null when it means none. */
  read(text: string): number | null;
  onChange(value: number): void;
}

function NumberField({ label, value, read, onChange }: NumberFieldProps) {
  const t = useTranslations('review');
  const [text, setText] = useState(String(value));
  return (
    <TextField
      label={label}
      value={text}
      inputMode="decimal"
      error={read(text) === null ? t('policyNoNumber') : undefined}
      onChange={(next) => {
        setText(next);
        const number = read(next);
        if (number !== null) onChange(number);
      }}
    />
  );
}

function Simulated({ of: { items } }: { readonly of: Simulation }) {
  const t = useTranslations('review');
  const count = (decision: 'approve' | 'reject' | 'leave'): number =>
    items.filter((item) => item.decision === decision).length;
  const compared = items.filter(({ agrees }) => agrees !== null);
  return (
    <div className="stack">
      <p>
        {t('policy.simulated', { approve: count('approve'), reject: count('reject'), leave: count('leave') })}{' '}
        {compared.length === 0
          ? t('policy.noAgreement')
          : t('policy.agreement', { agree: compared.filter(({ agrees }) => agrees).length, of: compared.length })}
      </p>
      <PlainTable
        caption={t('policy.simulate')}
        columns={[
          { label: t('policy.columns.title') },
          { label: t('policy.columns.status') },
          { label: t('policy.columns.decision') },
          { label: t('policy.columns.because') },
        ]}
        rows={items.map((item) => ({
          id: item.id,
          cells: [
            item.title,
            t(`states.${item.status}`),
            <span key="decision">
              {t(`policy.would.${item.decision}`)}
              {item.agrees === false ? <Badge tone="warning">{t('policy.differs')}</Badge> : null}
            </span>,
            item.because === null ? '' : t(`policy.because.${item.because}`),
          ],
        }))}
      />
    </div>
  );
}
