import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Proposal, ProposalStatus } from '../../../shared/model/index.ts';
import { useApi, useMemory } from '../../client/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import { Button, ButtonLink, EmptyState, Loaded, Page, SampleOffer, Segmented } from '../../ui/index.ts';
import { PolicyButton } from './policy-dialog.tsx';
import { countByState, queueOf, queueStates } from './queue.ts';
import { ReviewDesk } from './review-desk.tsx';
import './review.css';

export function ReviewView() {
  const t = useTranslations('review');
  const { query } = useApi();
  const list = useQuery(query.review.list.queryOptions());
  const pending = list.data === undefined ? 0 : countByState(list.data).pending;
  return (
    <Page
      title={t('title')}
      sub={list.data === undefined ? undefined : t('sub', { pending })}
      actions={<PolicyButton />}
      fill
    >
      <Loaded query={list}>
        {(proposals) =>
          proposals.length === 0 ? <NoProposals /> : <Queues proposals={proposals} isFetching={list.isFetching} />
        }
      </Loaded>
    </Page>
  );
}

function NoProposals() {
  const t = useTranslations('review');
  const memory = useMemory();
  const app = useTranslations('app');
  const hasEpisodes = memory !== null && memory.counts.sources > 0;
  return (
    <EmptyState
      title={t('emptyAll')}
      body={t('emptyAllBody', { least: memory?.settings.minContrast ?? 3 })}
      actions={
        hasEpisodes ? (
          <ButtonLink href={hrefOf({ view: 'import' })}>{app('import')}</ButtonLink>
        ) : (
          <>
            <ButtonLink href={hrefOf({ view: 'import' })}>{app('import')}</ButtonLink>
            <SampleOffer />
          </>
        )
      }
    />
  );
}

interface QueuesProps {
  readonly proposals: readonly Proposal[];
  readonly isFetching: boolean;
}

function Queues({ proposals, isFetching }: QueuesProps) {
  const t = useTranslations('review');
  const route = useRoute();
  const { params } = route;
  const id = params['item'] ?? route.id;
  const linked = proposals.find((proposal) => proposal.id === id);
  const state = queueStates.find((known) => known === params['state']) ?? linked?.status ?? 'pending';
  const queue = useMemo(() => queueOf(proposals, state), [proposals, state]);
  const counts = useMemo(() => countByState(proposals), [proposals]);
  return (
    <div className="review">
      <Segmented
        label={t('stateFilter')}
        value={state}
        options={queueStates.map((value) => ({
          value,
          label: t('stateWithCount', { state: t(`states.${value}`), count: counts[value] }),
        }))}
        onChange={(value) => setParams({ state: value, item: undefined })}
      />
      <ReviewDesk
        queue={queue}
        // A link to what is not there says so; it does not show another proposal in its place.
        selectedId={id ?? queue[0]?.id ?? null}
        isFetching={isFetching}
        empty={<NothingInState state={state} counts={counts} />}
      />
    </div>
  );
}

function NothingInState({
  state,
  counts,
}: {
  readonly state: ProposalStatus;
  readonly counts: Readonly<Record<ProposalStatus, number>>;
}) {
  const t = useTranslations('review');
  const others = queueStates.filter((other) => other !== state && counts[other] > 0);
  return (
    <EmptyState
      title={state === 'pending' ? t('emptyPending') : t('emptyState')}
      body={
        state === 'pending'
          ? t('emptyPendingBody', { approved: counts.approved, rejected: counts.rejected })
          : t('emptyStateBody', { state: t(`states.${state}`).toLowerCase() })
      }
      actions={others.map((other) => (
        <Button key={other} onClick={() => setParams({ state: other, item: undefined })}>
          {t('showOther', { state: t(`states.${other}`).toLowerCase() })}
        </Button>
      ))}
    />
  );
}
