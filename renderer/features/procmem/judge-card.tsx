import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { JudgedCandidate } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import {
  Badge,
  Button,
  Card,
  ErrorState,
  formatProbability,
  IntervalStrip,
  LoadingState,
  PlainTable,
  Progress,
  RangeField,
  TextField,
} from '../../ui/index.ts';
import { useJudge, type Judging } from './use-judge.ts';

/** As many as the paper's judge plays, where the world has them. */
const usualGames = 60;

/** The judge: the candidate and the skill as it was play the same games. */
export function JudgeCard({ id }: { readonly id: string }) {
  const t = useTranslations('procmem');
  const { query } = useApi();
  const { judging, play, cancel } = useJudge(id);
  const [typed, setTyped] = useState<string | null>(null);
  const [named, setNamed] = useState<string | null>(null);
  const [most, setMost] = useState<number | null>(null);
  const [maxSteps, setMaxSteps] = useState(50);
  const desk = useQuery(query.lab.desk.queryOptions());
  const folder = named ?? desk.data?.samples ?? '';
  const world = { kind: 'games' as const, folder };
  const found = useQuery({ ...query.lab.games.queryOptions({ input: { world } }), enabled: folder !== '' });
  const count = found.data?.length ?? 0;
  const games = Math.min(most ?? usualGames, count);
  const isPlaying = judging.kind === 'playing';
  return (
    <Card title={t('judge.title')}>
      <div className="stack">
        <p className="small muted">{t('judge.about')}</p>
        <form
          className="procmem-file"
          onSubmit={(event) => {
            event.preventDefault();
            setNamed((typed ?? folder).trim());
          }}
        >
          <TextField
            label={t('judge.folder')}
            hint={t('judge.folderHint')}
            value={typed ?? folder}
            spellCheck={false}
            onChange={setTyped}
          />
          <Button type="submit">{t('judge.useFolder')}</Button>
        </form>
        {found.isError ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : found.isLoading ? (
          <LoadingState label={t('judge.looking')} />
        ) : count === 0 ? (
          <p className="muted">{t('judge.noGames')}</p>
        ) : (
          <div className="procmem-controls">
            <RangeField
              label={t('judge.games')}
              value={games}
              min={1}
              max={count}
              step={1}
              text={t('of', { part: games, all: count })}
              onChange={setMost}
            />
            <RangeField
              label={t('judge.steps')}
              value={maxSteps}
              min={10}
              max={100}
              step={10}
              text={String(maxSteps)}
              onChange={setMaxSteps}
            />
            <div className="procmem-play">
              <Button
                icon={<Play size={16} aria-hidden />}
                disabled={isPlaying}
                onClick={() => play({ folder, games, maxSteps })}
              >
                {t('judge.play')}
              </Button>
            </div>
          </div>
        )}
        <State judging={judging} onCancel={cancel} />
      </div>
    </Card>
  );
}

function State({ judging, onCancel }: { readonly judging: Judging; onCancel(): void }) {
  const t = useTranslations('procmem');
  switch (judging.kind) {
    case 'idle':
      return null;
    case 'cancelled':
      return <output className="small muted">{t('judge.cancelled')}</output>;
    case 'failed':
      return <ErrorState error={judging.error} />;
    case 'done':
      return <Result judged={judging.judged} />;
    case 'playing': {
      const { progress } = judging;
      // The parent plays first, then the candidate: each is half of the way.
      const isParent = progress === null || progress.side === 'parent';
      const share = progress === null ? null : ((isParent ? 0 : 1) + progress.episodes / progress.of) / 2;
      return (
        <div className="stack-tight">
          <span className="row-wrap">
            <strong>{t(isParent ? 'judge.parent' : 'judge.candidate')}</strong>
            {progress === null ? null : (
              <span className="num">
                {t('judge.progress', { done: progress.episodes, of: progress.of, solved: progress.solved })}
              </span>
            )}
            <Button size="small" onClick={onCancel}>
              {t('judge.cancel')}
            </Button>
          </span>
          <Progress label={t('judge.title')} share={share} />
        </div>
      );
    }
  }
}

function Result({ judged }: { readonly judged: JudgedCandidate }) {
  const t = useTranslations('procmem');
  const { shares, wins, losses, p, passes, games } = judged;
  return (
    <div className="stack-tight" aria-live="polite">
      <span className="row-wrap">
        <Badge tone={passes ? 'success' : 'neutral'}>{t(passes ? 'judge.passes' : 'judge.fails')}</Badge>
        <span>{t('judge.paired', { wins, losses, p: formatProbability(p) })}</span>
      </span>
      <PlainTable
        caption={t('judge.result', { games })}
        columns={[{ label: t('judge.who') }, { label: t('judge.won'), numeric: true }, { label: t('judge.interval') }]}
        rows={(['parent', 'candidate'] as const).map((side) => {
          const { solved, episodes, rate, interval } = shares[side];
          return {
            id: side,
            cells: [
              t(`judge.${side}`),
              t('of', { part: solved, all: episodes }),
              <span key="interval" className="procmem-share">
                <IntervalStrip posterior={{ mean: rate, interval, n: episodes }} />
              </span>,
            ],
          };
        })}
      />
      {wins + losses === 0 ? <p>{t('judge.alike')}</p> : null}
      <p className="small muted">{t('judge.note')}</p>
    </div>
  );
}
