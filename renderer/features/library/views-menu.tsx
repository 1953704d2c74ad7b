import { Bookmark, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { navigate, useRoute } from '../../state/index.ts';
import { Button, Dialog, foreignString, IconButton, Menu, TextField, type MenuEntry } from '../../ui/index.ts';
import { standardViews, useSavedViews, viewOf, type ViewParams } from './saved-views.ts';

function show(params: ViewParams): void {
  navigate({ view: 'library', params });
}

/** Views by name: some that are of use to everybody, and those that a person has kept. */
export function ViewsMenu() {
  const t = useTranslations('library');
  const { views } = useSavedViews();
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const entries: readonly MenuEntry[] = [
    ...standardViews.map(({ id, params }) => ({ id, label: t(`views.${id}`), run: () => show(params) })),
    ...views.map(({ name, params }, index) => ({
      id: `saved ${name}`,
      label: foreignString(name),
      separated: index === 0,
      run: () => show(params),
    })),
    { id: 'save', label: t('views.save'), separated: true, run: () => setDialog('save') },
    ...(views.length === 0 ? [] : [{ id: 'manage', label: t('views.manage'), run: () => setDialog('manage') }]),
  ];
  return (
    <>
      <Menu
        align="start"
        trigger={<Button icon={<Bookmark size={15} aria-hidden />}>{t('views.title')}</Button>}
        entries={entries}
      />
      {dialog === 'save' ? <SaveDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'manage' ? <ManageDialog onClose={() => setDialog(null)} /> : null}
    </>
  );
}

interface DialogProps {
  onClose(): void;
}

/** Keeps search, filters, order and grouping under a name. */
function SaveDialog({ onClose }: DialogProps) {
  const t = useTranslations('library');
  const common = useTranslations('common');
  const { params } = useRoute();
  const { views, save } = useSavedViews();
  const [name, setName] = useState('');
  const wanted = name.trim();
  const run = (): void => {
    if (wanted === '') return;
    save({ name: wanted, params: viewOf(params) });
    onClose();
  };
  return (
    <Dialog
      open
      title={t('views.save')}
      description={t('views.saveNote')}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" disabled={wanted === ''} onClick={run}>
            {common('save')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <TextField
          label={t('views.name')}
          hint={views.some((view) => view.name === wanted) ? t('views.replaces') : undefined}
          maxLength={80}
          value={name}
          onChange={setName}
        />
      </form>
    </Dialog>
  );
}

function ManageDialog({ onClose }: DialogProps) {
  const t = useTranslations('library');
  const { views, remove } = useSavedViews();
  return (
    <Dialog
      open
      title={t('views.manage')}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      {views.length === 0 ? <p className="muted">{t('views.none')}</p> : null}
      <ul className="stack-tight">
        {views.map(({ name }) => (
          <li key={name} className="row">
            <span className="grow truncate">{foreignString(name)}</span>
            <IconButton
              label={t('views.remove', { name: foreignString(name) })}
              icon={<X size={15} aria-hidden />}
              onClick={() => remove(name)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
