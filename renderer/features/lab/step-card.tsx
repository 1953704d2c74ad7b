import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import {
  Card,
  EngineText,
  ForeignText,
  formatFixed,
  formatProbability,
  OutcomeMark,
  PlainTable,
} from '../../ui/index.ts';
import type { PlayedEpisode } from './lab-store.ts';

type Choice = PlayedEpisode['choices'][number];

/** One step: what was done and answered, what it came from, what stood in it, and what was believed. */
export function StepCard({ episode, step }: { readonly episode: PlayedEpisode; readonly step: number }) {
  const t = useTranslations('lab');
  const turn = episode.turns[step];
  const choice = episode.choices[step];
  if (turn === undefined) return null;
  return (
    <Card title={t('stepTitle', { number: step + 1 })} className="lab-choice">
      <div className="stack" aria-live="polite">
        <p className="mono lab-text">
          <ForeignText text={turn.command} />
        </p>
        <p className="lab-text">
          <ForeignText text={turn.observation} />
        </p>
        {choice === undefined ? <p className="muted">{t('noChoice')}</p> : <ChoiceParts choice={choice} />}
        <Executions episode={episode} step={step} />
      </div>
    </Card>
  );
}

function ChoiceParts({ choice }: { readonly choice: Choice }) {
  const t = useTranslations('lab');
  const bindings = Object.entries(choice.bindings);
  return (
    <>
      <Part title={t('chosen')}>
        <Chosen choice={choice} />
        {choice.reason === '' ? null : (
          <p>
            <EngineText text={choice.reason} />
          </p>
        )}
      </Part>
      {bindings.length === 0 ? null : (
        <Part title={t('bindings')}>
          <dl className="lab-pairs">
            {bindings.map(([name, value]) => (
              <div key={name}>
                <dt className="mono">
                  <ForeignText text={`{${name}}`} />
                </dt>
                <dd>
                  <ForeignText text={value} />
                </dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      {choice.utility === null ? null : <Utility utility={choice.utility} />}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="stack-tight">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** The procedure, and the meta-procedure that asked for it, each by its goal and with a way to it. */
function Chosen({ choice }: { readonly choice: Choice }) {
  const t = useTranslations('lab');
  const { query } = useApi();
  const procedures = useQuery(query.library.procedures.queryOptions()).data ?? [];
  const metas = useQuery(query.library.metas.queryOptions()).data ?? [];
  const { procedureId, metaId, by } = choice;
  if (procedureId === null && metaId === null) return <p className="muted">{t(`chosenBy.${by}`)}</p>;
  const goal = procedures.find(({ id }) => id === procedureId)?.body.goal ?? procedureId ?? '';
  const metaGoal = metas.find(({ id }) => id === metaId)?.goal ?? metaId ?? '';
  return (
    <>
      {procedureId === null ? null : (
        <a href={hrefOf({ view: 'procedure', id: procedureId })}>
          <ForeignText text={goal} />
        </a>
      )}
      {metaId === null ? null : (
        <p>
          {t('within')}{' '}
          <a href={hrefOf({ view: 'meta', id: metaId })}>
            <ForeignText text={metaGoal} />
          </a>
        </p>
      )}
    </>
  );
}

function Utility({ utility }: { readonly utility: NonNullable<Choice['utility']> }) {
  const t = useTranslations('lab');
  const terms = ['relevance', 'success', 'risk', 'information', 'total'] as const;
  return (
    <Part title={t('utility')}>
      <PlainTable
        caption={t('utility')}
        columns={[{ label: t('term') }, { label: t('value'), numeric: true }]}
        rows={terms.map((term) => ({ id: term, cells: [t(`terms.${term}`), formatFixed(utility[term], 3)] }))}
      />
    </Part>
  );
}

/** Executions that this step belongs to: what was expected of them, and whether their effect came. */
function Executions({ episode, step }: { readonly episode: PlayedEpisode; readonly step: number }) {
  const t = useTranslations('lab');
  const own = episode.executions.filter(({ from, to }) => from <= step && step < to);
  if (own.length === 0) return null;
  return (
    <Part title={t('believed')}>
      {own.map((execution) => (
        <p key={`${execution.procedureId} ${execution.from}`} className="row-wrap">
          <span>
            {t('expected', {
              probability: formatProbability(execution.predicted),
              from: execution.from + 1,
              to: execution.to,
            })}
          </span>
          <OutcomeMark outcome={execution.succeeded ? 'success' : 'failure'} />
        </p>
      ))}
    </Part>
  );
}
