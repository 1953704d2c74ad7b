import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMemory } from '../../client/index.ts';
import { setParams } from '../../state/index.ts';
import { Button, Card, RangeField, TextArea, TextField } from '../../ui/index.ts';
import { rangeOf, weightNames, type Weights } from './weights.ts';

export interface QuestionFormProps {
  readonly goal: string;
  readonly observation: string;
  readonly weights: Weights;
  onWeights(weights: Weights): void;
}

export function QuestionForm({ goal, observation, weights, onWeights }: QuestionFormProps) {
  const t = useTranslations('ask');
  const [goalText, setGoalText] = useState(goal);
  const [seen, setSeen] = useState(observation);
  const [isMissing, setMissing] = useState(false);
  return (
    <div className="stack">
      <Card title={t('form')}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            setMissing(goalText.trim() === '');
            if (goalText.trim() !== '') setParams({ goal: goalText.trim(), observation: seen.trim() });
          }}
        >
          <TextField
            label={t('goal')}
            placeholder={t('goalPlaceholder')}
            value={goalText}
            onChange={setGoalText}
            error={isMissing && goalText.trim() === '' ? t('goalMissing') : undefined}
          />
          <TextArea
            label={t('observation')}
            hint={t('observationHint')}
            placeholder={t('observationPlaceholder')}
            rows={3}
            value={seen}
            onChange={setSeen}
          />
          <Button type="submit" variant="primary">
            {t('rank')}
          </Button>
        </form>
      </Card>
      <Sliders weights={weights} onWeights={onWeights} />
    </div>
  );
}

/** Three weights of expected utility; each move ranks again. */
function Sliders({ weights, onWeights }: Pick<QuestionFormProps, 'weights' | 'onWeights'>) {
  const t = useTranslations('ask');
  const settings = useMemory()?.settings;
  if (settings === undefined) return null;
  const isMoved = weightNames.some((name) => weights[name] !== null);
  return (
    <Card
      title={t('sliders')}
      actions={
        isMoved ? (
          <Button size="small" onClick={() => onWeights({ lambda: null, costFailure: null, threshold: null })}>
            {t('resetSliders')}
          </Button>
        ) : undefined
      }
    >
      <div className="stack">
        {weightNames.map((name) => {
          const value = weights[name] ?? settings[name];
          return (
            <RangeField
              key={name}
              label={t(name)}
              {...rangeOf(name, settings)}
              value={value}
              text={value.toFixed(2)}
              hint={t('fromSettings', { value: settings[name].toFixed(2) })}
              onChange={(next) => onWeights({ ...weights, [name]: next === settings[name] ? null : next })}
            />
          );
        })}
        <p className="small muted">{t('slidersNote')}</p>
      </div>
    </Card>
  );
}
