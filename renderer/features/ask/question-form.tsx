import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi, useMemory } from '../../client/index.ts';
import { setParams } from '../../state/index.ts';
import { Button, Card, RangeField, TextArea, TextField } from '../../ui/index.ts';
import { rangeOf, weightNames, type Weights } from './weights.ts';

export interface QuestionFormProps {
  readonly goal: string;
  readonly observation: string;
  readonly weights: Weights;
  onWeights(weights: Weights): void;
}

const exampleCount = 4;

export function QuestionForm({ goal, observation, weights, onWeights }: QuestionFormProps) {
  const t = useTranslations('ask');
  const [goalText, setGoalText] = useState(goal);
  const [seen, setSeen] = useState(observation);
  const [isMissing, setMissing] = useState(false);
  const ask = (goalNow: string): void => {
    setMissing(goalNow.trim() === '');
    if (goalNow.trim() !== '') setParams({ goal: goalNow.trim(), observation: seen.trim() });
  };
  return (
    <div className="stack">
      <Card title={t('form')}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            ask(goalText);
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
            rows={4}
            value={seen}
            onChange={setSeen}
          />
          <Button type="submit" variant="primary">
            {t('rank')}
          </Button>
        </form>
        <Examples
          onChoose={(example) => {
            setGoalText(example);
            ask(example);
          }}
        />
      </Card>
      <Sliders weights={weights} onWeights={onWeights} />
    </div>
  );
}

/** A few goals that agents of this memory were given, from places all over the list. */
function Examples({ onChoose }: { onChoose(goal: string): void }) {
  const t = useTranslations('ask');
  const { query } = useApi();
  const rows = useQuery(query.trajectories.list.queryOptions()).data;
  const examples = useMemo(() => {
    const goals = [...new Set((rows ?? []).map((row) => row.goal))].filter((goal) => goal !== '' && goal.length <= 160);
    const stride = Math.max(1, Math.floor(goals.length / exampleCount));
    return goals.filter((_, index) => index % stride === 0).slice(0, exampleCount);
  }, [rows]);
  if (examples.length === 0) return null;
  return (
    <div className="ask-examples">
      <h3 className="small muted">{t('examples')}</h3>
      <ul>
        {examples.map((example) => (
          <li key={example}>
            <button type="button" className="ask-example" onClick={() => onChoose(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
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
