import { useTranslations } from 'use-intl';
import { defaultSettings } from '../../../shared/model/index.ts';
import { Badge, Button, CheckField, SelectField, TextField } from '../../ui/index.ts';
import { textOf, type FieldFault } from './draft.ts';
import { choices, fields, type ChoiceName, type SettingName } from './fields.ts';

export interface SettingFieldProps {
  readonly name: SettingName;
  readonly text: string;
  readonly fault: FieldFault | null;
  readonly isChanged: boolean;
  onChange(text: string): void;
}

/** One constant: its field, its unit, what it does, its default and where that comes from. */
export function SettingField({ name, text, fault, isChanged, onChange }: SettingFieldProps) {
  const t = useTranslations('settings');
  const standard = textOf(defaultSettings[name]);
  return (
    <div className="settings-field" data-changed={isChanged ? '' : undefined}>
      <Editor name={name} text={text} error={useFaultText(fault)} onChange={onChange} />
      <p className="small">{t(`fields.${name}.about`)}</p>
      <div className="row-wrap small muted">
        <span>{t('default', { value: useValueText(name, standard) })}</span>
        <span>{t('source', { source: t(`sources.${fields[name].source}`) })}</span>
        {isChanged ? <Badge tone="accent">{t('changed')}</Badge> : null}
        {text === standard ? null : (
          <Button size="small" variant="quiet" onClick={() => onChange(standard)}>
            {t('useDefault')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface EditorProps {
  readonly name: SettingName;
  readonly text: string;
  readonly error: string | undefined;
  onChange(text: string): void;
}

function Editor({ name, text, error, onChange }: EditorProps) {
  const t = useTranslations('settings');
  const label = t(`fields.${name}.label`);
  const unit = t(`fields.${name}.unit`);
  const { kind } = fields[name];
  const hint = unit === '' ? {} : { hint: unit };
  if (isChoice(kind)) return <ChoiceEditor name={kind} label={label} text={text} error={error} onChange={onChange} />;
  const field = (
    <TextField
      label={label}
      {...hint}
      value={text}
      onChange={onChange}
      error={error}
      spellCheck={false}
      inputMode={kind === 'text' ? 'text' : 'decimal'}
      disabled={kind === 'cap' && text === ''}
    />
  );
  if (kind !== 'cap') return field;
  const standard = textOf(defaultSettings[name]);
  return (
    <>
      {field}
      <CheckField label={t('noCap')} checked={text === ''} onChange={(isOff) => onChange(isOff ? '' : standard)} />
    </>
  );
}

function ChoiceEditor({
  name,
  label,
  text,
  error,
  onChange,
}: Omit<EditorProps, 'name'> & { readonly name: ChoiceName; readonly label: string }) {
  const options = choices[name].map((value) => ({ value, label: value }));
  const labels = useChoiceLabels(name);
  const value = options.find((option) => option.value === text)?.value ?? options[0]?.value ?? choices[name][0];
  return (
    <SelectField
      label={label}
      value={value}
      options={options.map((option) => ({ value: option.value, label: labels.get(option.value) ?? option.value }))}
      onChange={onChange}
      error={error}
    />
  );
}

function isChoice(kind: string): kind is ChoiceName {
  return kind in choices;
}

function useChoiceLabels(name: ChoiceName): ReadonlyMap<string, string> {
  const t = useTranslations('settings');
  switch (name) {
    case 'strategy':
      return new Map(choices.strategy.map((value) => [value, t(`choices.strategy.${value}`)]));
    case 'evidenceRule':
      return new Map(choices.evidenceRule.map((value) => [value, t(`choices.evidenceRule.${value}`)]));
    case 'information':
      return new Map(choices.information.map((value) => [value, t(`choices.information.${value}`)]));
    case 'selection':
      return new Map(choices.selection.map((value) => [value, t(`choices.selection.${value}`)]));
    case 'priorFrom':
      return new Map(choices.priorFrom.map((value) => [value, t(`choices.priorFrom.${value}`)]));
    case 'thresholdFrom':
      return new Map(choices.thresholdFrom.map((value) => [value, t(`choices.thresholdFrom.${value}`)]));
    case 'utility':
      return new Map(choices.utility.map((value) => [value, t(`choices.utility.${value}`)]));
    case 'pruneScore':
      return new Map(choices.pruneScore.map((value) => [value, t(`choices.pruneScore.${value}`)]));
    case 'mempBuild':
      return new Map(choices.mempBuild.map((value) => [value, t(`choices.mempBuild.${value}`)]));
    case 'mempRetrieve':
      return new Map(choices.mempRetrieve.map((value) => [value, t(`choices.mempRetrieve.${value}`)]));
    case 'mempCoverage':
      return new Map(choices.mempCoverage.map((value) => [value, t(`choices.mempCoverage.${value}`)]));
    case 'mempUpdate':
      return new Map(choices.mempUpdate.map((value) => [value, t(`choices.mempUpdate.${value}`)]));
    case 'mempCredit':
      return new Map(choices.mempCredit.map((value) => [value, t(`choices.mempCredit.${value}`)]));
    case 'procmemSelection':
      return new Map(choices.procmemSelection.map((value) => [value, t(`choices.procmemSelection.${value}`)]));
    case 'procmemGradients':
      return new Map(choices.procmemGradients.map((value) => [value, t(`choices.procmemGradients.${value}`)]));
    case 'procmemGate':
      return new Map(choices.procmemGate.map((value) => [value, t(`choices.procmemGate.${value}`)]));
    case 'procmemAdvantage':
      return new Map(choices.procmemAdvantage.map((value) => [value, t(`choices.procmemAdvantage.${value}`)]));
    case 'procmemAdoption':
      return new Map(choices.procmemAdoption.map((value) => [value, t(`choices.procmemAdoption.${value}`)]));
    case 'procmemMaintenance':
      return new Map(choices.procmemMaintenance.map((value) => [value, t(`choices.procmemMaintenance.${value}`)]));
  }
}

/** A value as the form calls it. */
function useValueText(name: SettingName, text: string): string {
  const t = useTranslations('settings');
  const { kind } = fields[name];
  const labels = useChoiceLabels(isChoice(kind) ? kind : 'strategy');
  if (isChoice(kind)) return labels.get(text) ?? text;
  return text === '' ? t('noCap') : text;
}

function useFaultText(fault: FieldFault | null): string | undefined {
  const t = useTranslations('settings');
  if (fault === null) return undefined;
  return 'bound' in fault ? t(`errors.${fault.kind}`, { bound: fault.bound }) : t(`errors.${fault.kind}`);
}
