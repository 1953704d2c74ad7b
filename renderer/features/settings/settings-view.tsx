import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi, useDecision, useMemory } from '../../client/index.ts';
import { defaultSettings, type Settings } from '../../../shared/model/index.ts';
import { setParams, useRoute } from '../../state/index.ts';
import { Button, Card, CheckField, LoadingState, Page, Progress, ReportText, useErrorReport } from '../../ui/index.ts';
import { readDraft, textOf, type Draft, type ReadDraft } from './draft.ts';
import { fields, groupNames, isGroupOf, settingNames, type SettingName } from './fields.ts';
import { InterfaceCard } from './interface-card.tsx';
import { KeysCard } from './keys-card.tsx';
import { BuildCard, ModelCard } from './model-card.tsx';
import { ReasonerCard } from './reasoner-card.tsx';
import { SettingField } from './setting-field.tsx';
import './settings.css';

export function SettingsView() {
  const t = useTranslations('settings');
  const memory = useMemory();
  return (
    <Page title={t('title')} sub={t('sub')}>
      {memory === null ? (
        <LoadingState />
      ) : (
        <div className="settings">
          <InterfaceCard />
          <KeysCard />
          <ModelCard />
          <ReasonerCard />
          <Form saved={memory.settings} />
          <BuildCard />
        </div>
      )}
    </Page>
  );
}

function Form({ saved }: { readonly saved: Settings }) {
  const t = useTranslations('settings');
  const { client } = useApi();
  const { params } = useRoute();
  const [draft, setDraft] = useState<Draft>({});
  const read = readDraft(saved, draft);
  const saving = useDecision((settings: Settings) => client.memory.changeSettings({ settings }), {
    done: t('saved'),
    quiet: true,
  });
  const save = (): void => {
    if (read.settings === null || read.changed.length === 0 || saving.isPending) return;
    saving.mutate(read.settings, { onSuccess: () => setDraft({}) });
  };
  const onlyChanged = params['show'] === 'changed';
  const isShown = (name: SettingName): boolean =>
    !onlyChanged || saved[name] !== defaultSettings[name] || draft[name] !== undefined;
  const strategy = read.settings?.strategy ?? saved.strategy;
  // The model has a card of its own: another one is more than another word.
  const shown = settingNames.filter(
    (name) => name !== 'embeddingModel' && isShown(name) && isGroupOf(fields[name].group, strategy),
  );
  return (
    <form
      className="settings"
      aria-label={t('form')}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <SaveBar read={read} error={saving.error} isSaving={saving.isPending} onDiscard={() => setDraft({})} />
      <CheckField
        label={t('onlyChanged')}
        checked={onlyChanged}
        onChange={(checked) => setParams({ show: checked ? 'changed' : undefined })}
      />
      {shown.length === 0 ? <p className="muted">{t('allDefault')}</p> : null}
      {groupNames.map((group) => {
        const names = shown.filter((name) => fields[name].group === group);
        return names.length === 0 ? null : (
          <Card key={group} title={t(`groups.${group}`)}>
            <div className="settings-grid">
              {names.map((name) => (
                <SettingField
                  key={name}
                  name={name}
                  text={draft[name] ?? textOf(saved[name])}
                  fault={read.faults.get(name) ?? null}
                  isChanged={read.changed.includes(name)}
                  onChange={(text) => setDraft({ ...draft, [name]: text })}
                />
              ))}
            </div>
          </Card>
        );
      })}
    </form>
  );
}

interface SaveBarProps {
  readonly read: ReadDraft;
  readonly error: Error | null;
  readonly isSaving: boolean;
  onDiscard(): void;
}

function SaveBar({ read, error, isSaving, onDiscard }: SaveBarProps) {
  const t = useTranslations('settings');
  const report = useErrorReport()(error);
  if (read.changed.length === 0 && error === null) return null;
  return (
    <div className="settings-bar">
      {error === null || report === null ? null : (
        <p className="field-error" role="alert">
          <ReportText report={report} />
        </p>
      )}
      <div className="row-wrap">
        <output className="grow">
          {read.faults.size > 0
            ? t('fixFirst', { count: read.faults.size })
            : t('unsaved', { count: read.changed.length })}
        </output>
        <Button onClick={onDiscard} disabled={isSaving}>
          {t('discard')}
        </Button>
        <Button
          type="submit"
          variant="primary"
          disabled={read.settings === null || read.changed.length === 0 || isSaving}
        >
          {t('save')}
        </Button>
      </div>
      {isSaving ? <Progress label={t('saving')} share={null} /> : null}
    </div>
  );
}
