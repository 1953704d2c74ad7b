import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ReasonerStatus } from '../../../shared/contract/index.ts';
import type { ReasonerSettings } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { Button, Card, Loaded, ReportText, Segmented, TextField, useErrorReport } from '../../ui/index.ts';
import { draftOf, readReasonerDraft } from './reasoner-draft.ts';
import { ReasonerKey } from './reasoner-key.tsx';
import { ReasonerPrompts } from './reasoner-prompts.tsx';
import { ReasonerSpent } from './reasoner-spent.tsx';
import { ReasonerTest } from './reasoner-test.tsx';
import { ServerFields } from './server-fields.tsx';

/** Who words, explains and rewrites: the rules, a server, or a model of this machine. */
export function ReasonerCard() {
  const t = useTranslations('reasoner');
  const { query } = useApi();
  const status = useQuery(query.reasoner.status.queryOptions());
  return (
    <Card title={t('title')}>
      <div className="stack">
        <p className="small muted">{t('about')}</p>
        <Loaded query={status}>{(data) => <Reasoner status={data} />}</Loaded>
      </div>
    </Card>
  );
}

const kinds = ['rules', 'server', 'local'] as const;

function Reasoner({ status }: { readonly status: ReasonerStatus }) {
  const t = useTranslations('reasoner');
  const { client, query, queryClient } = useApi();
  const { settings } = status;
  const [draft, setDraft] = useState(() => draftOf(settings));
  const read = readReasonerDraft(settings, draft);
  const keep = (next: ReasonerStatus): void => void queryClient.setQueryData(query.reasoner.status.queryKey(), next);
  const saving = useMutation({
    mutationFn: (next: ReasonerSettings) => client.reasoner.configure({ settings: next }),
    meta: { done: t('saved'), quiet: true },
    onSuccess: (next) => {
      keep(next);
      setDraft(draftOf(next.settings));
    },
  });
  const report = useErrorReport()(saving.error ?? null);
  const save = (): void => {
    if (read.settings !== null && read.isChanged) saving.mutate(read.settings);
  };
  return (
    <>
      <form
        className="stack"
        aria-label={t('title')}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Segmented
          label={t('kind')}
          value={draft.kind}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(kind) => setDraft({ ...draft, kind })}
        />
        <p>{t(`kindAbout.${draft.kind}`)}</p>
        {draft.kind === 'server' ? (
          <ServerFields
            draft={draft}
            faults={read.faults}
            canList={settings.kind === 'server' && settings.server.address === draft.address}
            onChange={setDraft}
          />
        ) : null}
        {draft.kind === 'local' ? (
          <div className="reasoner-line">
            <TextField
              label={t('folder')}
              hint={t('folderHint')}
              value={draft.folder}
              spellCheck={false}
              onChange={(folder) => setDraft({ ...draft, folder })}
            />
          </div>
        ) : null}
        {saving.error === null || report === null ? null : (
          <p className="field-error" role="alert">
            <ReportText report={report} />
          </p>
        )}
        <div className="row-wrap">
          <Button type="submit" disabled={!read.isChanged || read.settings === null || saving.isPending}>
            {t('save')}
          </Button>
          {read.isChanged ? <span className="small muted">{t('unsaved')}</span> : null}
        </div>
      </form>
      {settings.kind === 'server' && draft.kind === 'server' ? <ReasonerKey status={status} onChange={keep} /> : null}
      {settings.kind !== 'rules' && !read.isChanged ? <ReasonerTest kind={settings.kind} /> : null}
      {settings.kind === 'server' && draft.kind === 'server' ? <ReasonerSpent status={status} onChange={keep} /> : null}
      {settings.kind === 'rules' ? null : <ReasonerPrompts prompts={status.prompts} />}
    </>
  );
}
