import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ProcedureBody } from '../../../shared/model/index.ts';
import { Button, IconButton } from '../button.tsx';
import { CheckField, SelectField, TextField } from '../field.tsx';
import { Card } from '../page.tsx';
import {
  faultsOf,
  newId,
  slotNames,
  type ConditionDraft,
  type Draft,
  type DraftFault,
  type StepDraft,
} from './draft.ts';
import './procedure-form.css';

export interface ProcedureFieldsProps {
  readonly draft: Draft;
  /** What the draft was made from. */
  readonly body: ProcedureBody;
  /** Faults are shown; before that a person may leave a field empty for a while. */
  readonly isChecked: boolean;
  onChange(draft: Draft): void;
}

/** The fields of a procedure: goal, conditions before, steps, conditions after. */
export function ProcedureFields({ draft, body, isChecked, onChange }: ProcedureFieldsProps) {
  const t = useTranslations('procedure');
  const faults = faultsOf(draft);
  const errorOf = (id: string): string | undefined => faultText(t, isChecked ? faults[id] : undefined);
  const names = slotNames(draft, body.slots);
  return (
    <div className="stack">
      <TextField
        label={t('form.goal')}
        value={draft.goal}
        error={errorOf('goal')}
        hint={t('form.slotsHint')}
        onChange={(goal) => onChange({ ...draft, goal })}
      />
      <ConditionsEditor
        title={t('form.preconditions')}
        conditions={draft.preconditions}
        taken={[...draft.preconditions, ...draft.postconditions, ...draft.steps]}
        errorOf={errorOf}
        onChange={(preconditions) => onChange({ ...draft, preconditions })}
      />
      <StepsEditor draft={draft} errorOf={errorOf} onChange={(steps) => onChange({ ...draft, steps })} />
      <ConditionsEditor
        title={t('form.postconditions')}
        conditions={draft.postconditions}
        taken={[...draft.preconditions, ...draft.postconditions, ...draft.steps]}
        errorOf={errorOf}
        onChange={(postconditions) => onChange({ ...draft, postconditions })}
      />
      <p className="muted small">
        {names.length === 0 ? t('form.noSlots') : t('form.slots', { names: names.join(', ') })}
      </p>
    </div>
  );
}

function faultText(
  t: ReturnType<typeof useTranslations<'procedure'>>,
  fault: DraftFault | undefined,
): string | undefined {
  return fault === undefined ? undefined : t(`form.errors.${fault}`);
}

interface ConditionsEditorProps {
  readonly title: string;
  readonly conditions: readonly ConditionDraft[];
  /** Everything that has an id already. */
  readonly taken: readonly { readonly id: string }[];
  errorOf(id: string): string | undefined;
  onChange(conditions: readonly ConditionDraft[]): void;
}

function ConditionsEditor({ title, conditions, taken, errorOf, onChange }: ConditionsEditorProps) {
  const t = useTranslations('procedure');
  const change = (id: string, part: Partial<ConditionDraft>): void =>
    onChange(conditions.map((each) => (each.id === id ? { ...each, ...part } : each)));
  return (
    <Card
      title={title}
      actions={
        <Button
          size="small"
          icon={<Plus size={14} aria-hidden />}
          onClick={() => onChange([...conditions, { id: newId(taken), text: '', polarity: 'positive' }])}
        >
          {t('form.addCondition')}
        </Button>
      }
    >
      <ol className="stack">
        {conditions.map((condition, index) => (
          <li key={condition.id} className="edit-row">
            <SelectField
              label={t('form.polarity')}
              hideLabel
              value={condition.polarity}
              options={(['positive', 'negative'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
              onChange={(polarity) => change(condition.id, { polarity })}
            />
            <div className="grow">
              <TextField
                label={t('form.condition', { number: index + 1 })}
                hideLabel
                value={condition.text}
                error={errorOf(condition.id)}
                onChange={(text) => change(condition.id, { text })}
              />
            </div>
            <IconButton
              label={t('form.removeCondition', { number: index + 1 })}
              icon={<X size={16} aria-hidden />}
              onClick={() => onChange(conditions.filter((each) => each.id !== condition.id))}
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface StepsEditorProps {
  readonly draft: Draft;
  errorOf(id: string): string | undefined;
  onChange(steps: readonly StepDraft[]): void;
}

function StepsEditor({ draft, errorOf, onChange }: StepsEditorProps) {
  const t = useTranslations('procedure');
  const { steps } = draft;
  const taken = [...draft.preconditions, ...draft.postconditions, ...steps];
  const change = (id: string, part: Partial<StepDraft>): void =>
    onChange(steps.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const move = (from: number, to: number): void => {
    const step = steps[from];
    if (step !== undefined) onChange(steps.toSpliced(from, 1).toSpliced(to, 0, step));
  };
  const error = errorOf('steps');
  return (
    <Card
      title={t('form.steps')}
      actions={
        <Button
          size="small"
          icon={<Plus size={14} aria-hidden />}
          onClick={() => onChange([...steps, { id: newId(taken), template: '', optional: false, repeats: false }])}
        >
          {t('form.addStep')}
        </Button>
      }
    >
      {error === undefined ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <ol className="stack">
        {steps.map((step, index) => (
          <li key={step.id} className="edit-row">
            <span className="step-number">{index + 1}</span>
            <div className="grow">
              <TextField
                label={t('form.step', { number: index + 1 })}
                hideLabel
                className="mono"
                value={step.template}
                error={errorOf(step.id)}
                onChange={(template) => change(step.id, { template })}
              />
            </div>
            <CheckField
              label={t('form.optional')}
              checked={step.optional}
              onChange={(optional) => change(step.id, { optional })}
            />
            <CheckField
              label={t('form.repeats')}
              checked={step.repeats}
              onChange={(repeats) => change(step.id, { repeats })}
            />
            <IconButton
              label={t('form.moveUp', { number: index + 1 })}
              icon={<ArrowUp size={16} aria-hidden />}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <IconButton
              label={t('form.moveDown', { number: index + 1 })}
              icon={<ArrowDown size={16} aria-hidden />}
              disabled={index === steps.length - 1}
              onClick={() => move(index, index + 1)}
            />
            <IconButton
              label={t('form.removeStep', { number: index + 1 })}
              icon={<X size={16} aria-hidden />}
              onClick={() => onChange(steps.filter((each) => each.id !== step.id))}
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}
