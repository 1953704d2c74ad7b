import { useQuery } from '@tanstack/react-query';
import { Pin, PinOff, RotateCcw, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { MetaDetail } from '../../../shared/contract/index.ts';
import type { MetaProcedure } from '../../../shared/model/index.ts';
import { PosteriorPanel } from '../../charts/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import { hrefOf, useCommands, useRoute } from '../../state/index.ts';
import { Badge, Button, Card, ConditionList, Loaded, Page } from '../../ui/index.ts';
import { Runs } from './runs.tsx';
import { Sequence } from './sequence.tsx';
import './meta.css';

export function MetaView() {
  const t = useTranslations('meta');
  const { query } = useApi();
  const { id } = useRoute();
  const detail = useQuery(query.library.meta.queryOptions({ input: { id: id ?? '' } }));
  return (
    <Loaded query={detail} label={t('loading')} isPage>
      {(data) => <MetaPage detail={data} />}
    </Loaded>
  );
}

function MetaPage({ detail }: { readonly detail: MetaDetail }) {
  const t = useTranslations('meta');
  const { meta } = detail;
  return (
    <Page
      title={meta.goal}
      back={{ href: hrefOf({ view: 'library', params: { kind: 'meta' } }), label: t('back') }}
      sub={<Sub meta={meta} />}
      actions={<Actions meta={meta} />}
    >
      <div className="page-columns">
        <div className="stack">
          <Card title={t('preconditions')}>
            <ConditionList conditions={meta.preconditions} none={t('preconditionsNone')} />
          </Card>
          <Card title={t('sequence')}>
            <Sequence detail={detail} />
          </Card>
          <Card title={t('evidence')}>
            <Runs evidence={detail.evidence} />
          </Card>
        </div>
        <Card>
          <PosteriorPanel id={meta.id} subject={meta.goal} posterior={meta.posterior} />
        </Card>
      </div>
    </Page>
  );
}

function Sub({ meta }: { readonly meta: MetaProcedure }) {
  const t = useTranslations('meta');
  const procedure = useTranslations('procedure');
  const { query } = useApi();
  const goals = useQuery(query.memory.goals.queryOptions());
  const nameOf = (id: string): string => goals.data?.find((goal) => goal.id === id)?.template ?? id;
  return (
    <div className="row-wrap">
      {meta.categories.map(({ category, episodes, of }) => (
        <span key={category}>{t('category', { template: nameOf(category), episodes, of })}</span>
      ))}
      {meta.pinned ? (
        <Badge tone="accent">
          <Pin size={11} aria-hidden />
          {procedure('pinned')}
        </Badge>
      ) : null}
      {meta.status === 'deleted' ? <Badge tone="danger">{procedure('deletedBadge')}</Badge> : null}
      {meta.status === 'pruned' ? <Badge tone="warning">{procedure('prunedBadge')}</Badge> : null}
    </div>
  );
}

/** Pin, delete and restore; a meta-procedure is mined, so it has no form. */
function Actions({ meta: { id, pinned, status } }: { readonly meta: MetaProcedure }) {
  const t = useTranslations('meta');
  const words = useTranslations('procedure');
  const { client } = useApi();
  const pin = useDecision(client.library.pin, { done: words(pinned ? 'done.unpinned' : 'done.pinned') });
  const remove = useDecision(client.library.remove, { done: words('done.deleted') });
  const restore = useDecision(client.library.restore, { done: words('done.restored') });
  const isBusy = pin.isPending || remove.isPending || restore.isPending;
  const { mutate: doPin } = pin;
  const { mutate: doRemove } = remove;
  const { mutate: doRestore } = restore;
  useCommands(
    'meta',
    useMemo(() => {
      const group = t('commands.group');
      if (status !== 'live') {
        return [{ id: 'meta.restore', label: words('restore'), group, enabled: !isBusy, run: () => doRestore({ id }) }];
      }
      return [
        {
          id: 'meta.pin',
          label: words(pinned ? 'unpin' : 'pin'),
          group,
          enabled: !isBusy,
          run: () => doPin({ id, pinned: !pinned }),
        },
        {
          id: 'meta.delete',
          label: words('delete'),
          group,
          enabled: !isBusy,
          run: () => doRemove({ id }),
        },
      ];
    }, [t, words, id, pinned, status, isBusy, doPin, doRemove, doRestore]),
  );
  if (status !== 'live') {
    return (
      <Button
        variant="primary"
        icon={<RotateCcw size={16} aria-hidden />}
        disabled={isBusy}
        onClick={() => doRestore({ id })}
      >
        {words('restore')}
      </Button>
    );
  }
  return (
    <>
      <Button
        icon={pinned ? <PinOff size={16} aria-hidden /> : <Pin size={16} aria-hidden />}
        disabled={isBusy}
        onClick={() => doPin({ id, pinned: !pinned })}
      >
        {words(pinned ? 'unpin' : 'pin')}
      </Button>
      <Button icon={<Trash2 size={16} aria-hidden />} disabled={isBusy} onClick={() => doRemove({ id })}>
        {words('delete')}
      </Button>
    </>
  );
}
