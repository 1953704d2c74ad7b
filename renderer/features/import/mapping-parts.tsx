import { useTranslations } from 'use-intl';
import type { Preview } from '../../../shared/contract/index.ts';
import { foreignString, SelectField, TextField } from '../../ui/index.ts';
import { choicesFor, layouts, listsOf, partNames, type MappingForm, type PartName } from './mapping-form.ts';

export interface MappingPartsProps {
  readonly form: MappingForm;
  readonly columns: Preview['columns'];
  onChange(form: MappingForm): void;
}

/** One select a part; what can be chosen follows from how records make episodes. */
export function MappingParts({ form, columns, onChange }: MappingPartsProps) {
  const t = useTranslations('import');
  const lists = listsOf(columns);
  const change = (change: Partial<MappingForm>): void => onChange({ ...form, ...change });
  return (
    <div className="stack">
      <SelectField
        label={t('mapping.layout')}
        value={form.layout}
        options={layouts.map((value) => ({
          value,
          label: t(`mapping.layouts.${value}`),
          disabled: value === 'steps' && lists.length === 0,
        }))}
        onChange={(layout) =>
          // The step fields of another layout are no fields of this one.
          change({
            layout,
            steps: layout === 'steps' ? (lists[0] ?? '') : '',
            thought: '',
            action: '',
            observation: '',
          })
        }
      />
      {form.layout === 'steps' ? (
        <SelectField
          label={t('mapping.steps')}
          value={form.steps}
          options={lists.map((value) => ({ value, label: value }))}
          onChange={(steps) => change({ steps, thought: '', action: '', observation: '' })}
        />
      ) : null}
      {form.layout === 'rows' ? <Part name="episode" form={form} columns={columns} onChange={change} /> : null}
      {partNames.map((name) => (
        <Part key={name} name={name} form={form} columns={columns} onChange={change} />
      ))}
      {form.outcome === '' ? null : (
        <TextField
          label={t('mapping.success')}
          hint={t('mapping.successHint')}
          spellCheck={false}
          value={form.success}
          onChange={(success) => change({ success })}
        />
      )}
    </div>
  );
}

interface PartProps {
  readonly name: PartName | 'episode';
  readonly form: MappingForm;
  readonly columns: Preview['columns'];
  onChange(change: Partial<MappingForm>): void;
}

function Part({ name, form, columns, onChange }: PartProps) {
  const t = useTranslations('import');
  const choices = choicesFor(name, form, columns);
  return (
    <SelectField
      label={t(`mapping.${name}`)}
      value={form[name]}
      options={[
        { value: '', label: t('mapping.nothing') },
        ...choices.map(({ path, sample }) => ({
          value: path,
          label:
            sample === ''
              ? foreignString(path)
              : foreignString(t('mapping.fieldWithSample', { path, sample: sample.slice(0, 60) })),
        })),
      ]}
      onChange={(path) => onChange({ [name]: path })}
    />
  );
}
