import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi, useMemory } from '../../client/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import { ButtonLink, EmptyState, ErrorState, LoadingState, Page, SampleOffer } from '../../ui/index.ts';
import { Examples } from './examples.tsx';
import { QuestionForm } from './question-form.tsx';
import { RankingPanel } from './ranking-panel.tsx';
import { optionsOf, paramsOf, parseWeights, type Weights } from './weights.ts';
import './ask.css';

export function AskView() {
  const t = useTranslations('ask');
  const memory = useMemory();
  if (memory === null) return <LoadingState />;
  const isEmpty = memory.counts.procedures + memory.counts.metaProcedures === 0;
  return (
    <Page title={t('title')} sub={t('sub')}>
      {isEmpty ? (
        <EmptyState
          title={t('empty')}
          body={t('emptyBody')}
          actions={
            <>
              <ButtonLink href={hrefOf({ view: 'import' })} variant="primary">
                {t('import')}
              </ButtonLink>
              <SampleOffer />
            </>
          }
        />
      ) : (
        <Question />
      )}
    </Page>
  );
}

function Question() {
  const t = useTranslations('ask');
  const { params } = useRoute();
  const [weights, setWeights] = useState<Weights>(() => parseWeights(params));
  const settled = useSettled(weights, 60);
  const goal = params['goal'] ?? '';
  const observation = params['observation'] ?? '';
  const { query } = useApi();
  const ranking = useQuery(
    query.ask.rank.queryOptions({
      input: { goal, observation, options: optionsOf(settled) },
      enabled: goal !== '',
      placeholderData: keepPreviousData,
    }),
  );
  // The address follows a moment later: a browser takes only so many changes of it in a second.
  const shared = useSettled(weights, 400);
  useEffect(() => setParams(paramsOf(shared)), [shared]);
  return (
    <div className="ask">
      <QuestionForm
        key={`${goal}\n${observation}`}
        goal={goal}
        observation={observation}
        weights={weights}
        onWeights={setWeights}
        ranking={ranking.data}
      />
      <div className="ask-answer" aria-live="polite" aria-busy={ranking.isFetching}>
        {goal === '' ? (
          <EmptyState title={t('before')} body={t('beforeBody')} actions={<Examples />} />
        ) : ranking.data !== undefined ? (
          <RankingPanel ranking={ranking.data} isPaper={settled.isPaper} />
        ) : ranking.error !== null ? (
          <ErrorState error={ranking.error} onRetry={() => void ranking.refetch()} />
        ) : (
          <LoadingState label={t('loading')} />
        )}
      </div>
    </div>
  );
}

/** The value, once it has stood still for a while (in ms). */
function useSettled<Value>(value: Value, pause: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
