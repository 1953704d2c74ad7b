import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Quarantined } from '../../../shared/contract/index.ts';
import type { Proposal } from '../../../shared/model/index.ts';
import { useApi, useMemory } from '../../client/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import { Button, ButtonLink, EmptyState, Loaded, Page, SampleOffer, Segmented } from '../../ui/index.ts';
import { PolicyButton } from './policy-dialog.tsx';
import { countByState, queueOf, queueStateOf, queueStates, type QueueState } from './queue.ts';
import { ReviewDesk } from './review-desk.tsx';
import './review.css';

export function ReviewView() {
  const t = useTranslations('review');
  const { query } = useApi();
  const list = useQuery(query.review.list.queryOptions());
  const held = useHeld();
  const pending = list.data === undefined ? 0 : countByState(list.data, held.ids).pending;
  return (
    <Page
      title={t('title')}
      sub={list.data === undefined ? undefined : t('sub', { pending })}
      actions={<PolicyButton />}
      fill
    >
      <Loaded query={list}>
        {(proposals) =>
          proposals.length + held.items.length === 0 ? (
            <NoProposals />
          ) : (
            <Queues proposals={proposals} held={held} isFetching={list.isFetching} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** What the scanner holds back and nobody has released: ids of all, and the items that are no proposals. */
interface Held {
  readonly ids: ReadonlySet<string>;
  readonly items: readonly Quarantined[];
}

function useHeld(): Held {
  const { query } = useApi();
  const list = useQuery(query.review.quarantine.queryOptions()).data;
  return useMemo(() => {
    const held = (list ?? []).filter(({ released }) => released === null);
    return { ids: new Set(held.map(({ id }) => id)), items: held.filter(({ kind }) => kind !== 'proposal') };
  }, [list]);
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
  readonly held: Held;
  readonly isFetching: boolean;
}

function Queues({ proposals, held, isFetching }: QueuesProps) {
  const t = useTranslations('review');
  const route = useRoute();
  const { params } = route;
  const id = params['item'] ?? route.id;
  const linked = proposals.find((proposal) => proposal.id === id);
  const state = queueStates.find((known) => known === params['state']) ?? stateOf(linked, id, held);
  const queue = useMemo(() => queueOf(proposals, state, held.ids), [proposals, state, held]);
  const counts = useMemo(() => {
    const found = countByState(proposals, held.ids);
    return { ...found, quarantined: found.quarantined + held.items.length };
  }, [proposals, held]);
  const heldItems = state === 'quarantined' ? held.items : [];
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
        selectedId={id ?? queue[0]?.id ?? heldItems[0]?.id ?? null}
        heldItems={heldItems}
        isFetching={isFetching}
        empty={<NothingInState state={state} counts={counts} />}
      />
    </div>
  );
}

/** The queue of a link that names none. */
function stateOf(linked: Proposal | undefined, id: string | null, held: Held): QueueState {
  if (linked !== undefined) return queueStateOf(linked, held.ids);
  return held.items.some((item) => item.id === id) ? 'quarantined' : 'pending';
}

function NothingInState({
  state,
  counts,
}: {
  readonly state: QueueState;
  readonly counts: Readonly<Record<QueueState, number>>;
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
