import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Procedure } from '../../../shared/model/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import { hrefOf, setParams } from '../../state/index.ts';
import {
  bodyOf,
  Button,
  Confirm,
  draftOf,
  ErrorState,
  faultsOf,
  Page,
  ProcedureFields,
  type Draft,
} from '../../ui/index.ts';

/** Edits a procedure by hand. The draft is kept when saving fails. */
export function EditForm({ procedure }: { readonly procedure: Procedure }) {
  const t = useTranslations('procedure');
  const common = useTranslations('common');
  const { client } = useApi();
  const { body } = procedure;
  const [draft, setDraft] = useState<Draft>(() => draftOf(body));
  const [isChecked, setChecked] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const edit = useDecision(client.library.edit, { done: t('done.edited'), quiet: true });
  const leave = (): void => setParams({ edit: undefined });
  const faults = faultsOf(draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(body));
  const save = (): void => {
    setChecked(true);
    if (Object.keys(faults).length > 0) return;
    edit.mutate(
      { id: procedure.id, baseRevision: procedure.revision, body: bodyOf(draft, body) },
      { onSuccess: leave },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Page
        title={t('form.title')}
        sub={t('form.sub')}
        back={{ href: hrefOf({ view: 'procedure', id: procedure.id }), label: body.goal }}
        actions={
          <>
            <Button onClick={() => (isChanged ? setLeaving(true) : leave())}>{common('cancel')}</Button>
            <Button type="submit" variant="primary" disabled={!isChanged || edit.isPending}>
              {t('form.save')}
            </Button>
          </>
        }
      >
        <Confirm
          open={isLeaving}
          onOpenChange={setLeaving}
          title={t('form.discardTitle')}
          body={t('form.discardBody')}
          action={t('form.discard')}
          onConfirm={leave}
        />
        {edit.error === null ? null : <ErrorState error={edit.error} />}
        {isChanged ? null : <p className="muted small">{t('form.unchanged')}</p>}
        <ProcedureFields draft={draft} body={body} isChecked={isChecked} onChange={setDraft} />
      </Page>
    </form>
  );
}
