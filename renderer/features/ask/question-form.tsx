import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMemory } from '../../client/index.ts';
import { setParams } from '../../state/index.ts';
import { Button, Card, CheckField, formatFixed, RangeField, SelectField, TextArea, TextField } from '../../ui/index.ts';
import type { Ranking } from '../../../shared/contract/index.ts';
import { isMoved, modeNames, noWeights, rangeOf, weightNames, type WeightName, type Weights } from './weights.ts';

export interface QuestionFormProps {
  readonly goal: string;
  readonly observation: string;
  readonly weights: Weights;
  /** The last answer: it tells the threshold that was fitted. */
  readonly ranking: Ranking | undefined;
  onWeights(weights: Weights): void;
}

export function QuestionForm({ goal, observation, weights, ranking, onWeights }: QuestionFormProps) {
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
      <Sliders weights={weights} ranking={ranking} onWeights={onWeights} />
      <Method weights={weights} onWeights={onWeights} />
    </div>
  );
}

/** Three weights of expected utility; each move ranks again. */
function Sliders({ weights, ranking, onWeights }: Pick<QuestionFormProps, 'weights' | 'ranking' | 'onWeights'>) {
  const t = useTranslations('ask');
  const settings = useMemory()?.settings;
  if (settings === undefined) return null;
  const fitted = ranking?.thresholdFrom === 'corpus' ? ranking.threshold : null;
  const standardOf = (name: WeightName): number => (name === 'threshold' && fitted !== null ? fitted : settings[name]);
  return (
    <Card
      title={t('sliders')}
      actions={
        isMoved(weights) ? (
          <Button size="small" onClick={() => onWeights(noWeights)}>
            {t('resetSliders')}
          </Button>
        ) : undefined
      }
    >
      <div className="stack">
        {weightNames.map((name) => {
          const standard = standardOf(name);
          const value = weights[name] ?? standard;
          const told = { value: formatFixed(standard, 2) };
          return (
            <RangeField
              key={name}
              label={t(name)}
              {...rangeOf(name, settings)}
              value={value}
              text={formatFixed(value, 2)}
              hint={name === 'threshold' && fitted !== null ? t('fromCorpus', told) : t('fromSettings', told)}
              onChange={(next) => onWeights({ ...weights, [name]: next === standard ? null : next })}
            />
          );
        })}
        <p className="small muted">{t('slidersNote')}</p>
      </div>
    </Card>
  );
}

const asInSettings = 'setting';

/** How the rate of a candidate enters its utility, and whether the paper's formula and constants are taken. */
function Method({ weights, onWeights }: Pick<QuestionFormProps, 'weights' | 'onWeights'>) {
  const t = useTranslations('ask');
  return (
    <Card title={t('method')}>
      <div className="stack">
        <SelectField
          label={t('mode')}
          value={weights.mode ?? asInSettings}
          options={[
            { value: asInSettings, label: t('modeSetting') },
            ...modeNames.map((name) => ({ value: name, label: t(`modes.${name}`) })),
          ]}
          onChange={(next) => onWeights({ ...weights, mode: modeNames.find((name) => name === next) ?? null })}
        />
        <CheckField
          label={t('macla')}
          checked={weights.isPaper}
          onChange={(isPaper) => onWeights({ ...weights, isPaper })}
        />
        <p className="small muted">{t('maclaHint')}</p>
      </div>
    </Card>
  );
}
