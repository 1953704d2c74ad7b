import { useTranslations } from 'use-intl';
import { Button, Card, ErrorState, Progress } from '../../ui/index.ts';
import { useContenderName } from './contender-name.ts';
import { useLabStore, type LabRun } from './lab-store.ts';
import { useLab } from './use-lab.ts';

/** What is being played, how far it is, and the way out; afterwards what did not come to its end. */
export function ProgressCard({ runs }: { readonly runs: readonly LabRun[] }) {
  const t = useTranslations('lab');
  const { cancel } = useLab();
  const { isPlaying } = useLabStore();
  const stopped = runs.filter(({ state }) => state.kind === 'cancelled' || state.kind === 'failed');
  if (!isPlaying && stopped.length === 0) return null;
  return (
    <Card title={isPlaying ? t('playing') : t('stopped')}>
      <div className="stack" aria-live="polite">
        {runs.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
        {isPlaying ? (
          <div className="row-wrap">
            <Button onClick={cancel}>{t('cancel')}</Button>
            <span className="small muted">{t('cancelNote')}</span>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function RunLine({ run }: { readonly run: LabRun }) {
  const t = useTranslations('lab');
  const name = useContenderName()(run.contender.name);
  const { state, episodes, of, solved } = run;
  if (state.kind === 'failed')
    return (
      <div className="stack-tight">
        <strong>{name}</strong>
        <ErrorState error={state.error} />
      </div>
    );
  const share = state.kind === 'done' ? 1 : of === null ? (state.kind === 'running' ? null : 0) : episodes.length / of;
  return (
    <div className="stack-tight">
      <span className="row-wrap">
        <strong>{name}</strong>
        <span className="muted">{t(`states.${state.kind}`)}</span>
        {of === null ? null : <span className="num">{t('progress', { done: episodes.length, of, solved })}</span>}
      </span>
      <Progress label={name} share={share} />
    </div>
  );
}
