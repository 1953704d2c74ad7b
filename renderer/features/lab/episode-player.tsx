import { useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { setParams, useCommands, useRoute } from '../../state/index.ts';
import { Badge, Card, EmptyState, ForeignText, OutcomeMark, SelectField } from '../../ui/index.ts';
import type { LabRun, PlayedEpisode } from './lab-store.ts';
import { RunChoice } from './run-choice.tsx';
import { StepCard } from './step-card.tsx';

/** The episodes of a run: one as a list of steps, and what was believed at the step that is chosen. */
export function EpisodePlayer({ runs, run }: { readonly runs: readonly LabRun[]; readonly run: LabRun }) {
  const t = useTranslations('lab');
  const { params } = useRoute();
  const at = clamp(Number(params['episode'] ?? 0), run.episodes.length);
  const episode = run.episodes[at];
  return (
    <div className="stack">
      <RunChoice runs={runs} run={run} />
      {episode === undefined ? (
        <EmptyState title={t('noEpisodes')} body={t('noEpisodesBody')} />
      ) : (
        <>
          <EpisodeChoice run={run} at={at} />
          <Steps episode={episode} key={`${run.id} ${at}`} />
        </>
      )}
    </div>
  );
}

function clamp(value: number, length: number): number {
  return Number.isInteger(value) ? Math.max(0, Math.min(length - 1, value)) : 0;
}

function EpisodeChoice({ run, at }: { readonly run: LabRun; readonly at: number }) {
  const t = useTranslations('lab');
  const { length } = run.episodes;
  useCommands(
    'lab.episodes',
    useMemo(() => {
      const group = t('title');
      const go = (to: number) => (): void => setParams({ episode: String(clamp(to, length)), step: undefined });
      return [
        { id: 'lab.nextEpisode', label: t('nextEpisode'), group, enabled: at + 1 < length, run: go(at + 1) },
        { id: 'lab.previousEpisode', label: t('previousEpisode'), group, enabled: at > 0, run: go(at - 1) },
      ];
    }, [t, at, length]),
  );
  const episode = run.episodes[at];
  return (
    <div className="stack-tight">
      <SelectField
        label={t('episode')}
        value={String(at)}
        options={run.episodes.map(({ game, solved, turns }, index) => ({
          value: String(index),
          label: t('episodeOption', { number: index + 1, game, solved: String(solved), steps: turns.length }),
        }))}
        onChange={(value) => setParams({ episode: value, step: undefined })}
      />
      {episode === undefined ? null : (
        <p className="row-wrap">
          <OutcomeMark outcome={episode.solved ? 'success' : 'failure'} />
          <span className="num">{t('steps', { count: episode.turns.length })}</span>
          {episode.isCutOff ? <Badge tone="warning">{t('cutOff')}</Badge> : null}
          {episode.taskType === null ? null : <Badge>{episode.taskType}</Badge>}
        </p>
      )}
    </div>
  );
}

function Steps({ episode }: { readonly episode: PlayedEpisode }) {
  const t = useTranslations('lab');
  const { params } = useRoute();
  const { turns, opening } = episode;
  const step = clamp(Number(params['step'] ?? 0), turns.length);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [step]);
  useCommands(
    'lab.steps',
    useMemo(() => {
      const group = t('title');
      const go = (to: number) => (): void => setParams({ step: String(to) });
      return [
        {
          id: 'lab.nextStep',
          label: t('nextStep'),
          group,
          enabled: step + 1 < turns.length,
          run: go(step + 1),
        },
        { id: 'lab.previousStep', label: t('previousStep'), group, enabled: step > 0, run: go(step - 1) },
      ];
    }, [t, step, turns.length]),
  );
  return (
    <div className="lab-player">
      <Card title={t('transcript')}>
        <details className="lab-opening">
          <summary>
            <ForeignText text={opening.task} />
          </summary>
          <p className="lab-text">
            <ForeignText text={opening.observation} />
          </p>
        </details>
        {turns.length === 0 ? (
          <p className="muted">{t('gaveUpAtOnce')}</p>
        ) : (
          <ol className="lab-steps" ref={list}>
            {turns.map((turn, index) => (
              <li key={index}>
                <button
                  type="button"
                  className="lab-step"
                  aria-current={index === step ? 'step' : undefined}
                  onClick={() => setParams({ step: String(index) })}
                >
                  <span className="num muted">{index + 1}</span>
                  <span className="lab-turn">
                    <span className="mono">
                      <ForeignText text={turn.command} />
                    </span>
                    <span className="small muted">
                      <ForeignText text={turn.observation} />
                    </span>
                  </span>
                  <ByBadge by={episode.choices[index]?.by ?? 'fallback'} />
                </button>
              </li>
            ))}
          </ol>
        )}
      </Card>
      {turns.length === 0 ? null : <StepCard episode={episode} step={step} />}
    </div>
  );
}

function ByBadge({ by }: { readonly by: PlayedEpisode['choices'][number]['by'] }) {
  const t = useTranslations('lab');
  return <Badge {...(by === 'fallback' ? {} : { tone: 'accent' as const })}>{t(`by.${by}`)}</Badge>;
}
