import { useQuery } from '@tanstack/react-query';
import { Lock, LockOpen, Pencil, Pin, PinOff, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ProcedureDetail } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import { Badge, Button, Loaded, Page, shortId, Tabs, WrittenBy } from '../../ui/index.ts';
import { useProcedureActions } from './actions.ts';
import { Comparison } from './comparison.tsx';
import { Contexts } from './contexts.tsx';
import { Describe } from './describe.tsx';
import { EditForm } from './edit-form.tsx';
import { Merges } from './merges.tsx';
import { Neighbours } from './neighbours.tsx';
import { Overview } from './overview.tsx';
import { Revisions } from './revisions.tsx';
import './procedure.css';

export function ProcedureView() {
  const t = useTranslations('procedure');
  const { query } = useApi();
  const { id, params } = useRoute();
  const detail = useQuery(query.library.procedure.queryOptions({ input: { id: id ?? '' } }));
  return (
    <Loaded query={detail} label={t('loading')} isPage>
      {(data) =>
        params['edit'] === '1' && data.procedure.status === 'live' ? (
          <EditForm key={data.procedure.revision} procedure={data.procedure} />
        ) : (
          <ProcedurePage detail={data} />
        )
      }
    </Loaded>
  );
}

const tabs = ['overview', 'contexts', 'neighbours', 'compare', 'revisions', 'merges'] as const;

function ProcedurePage({ detail }: { readonly detail: ProcedureDetail }) {
  const t = useTranslations('procedure');
  const { params } = useRoute();
  const { procedure } = detail;
  const tab = tabs.find((each) => each === params['tab']) ?? 'overview';
  return (
    <Page
      title={procedure.body.goal}
      back={{ href: hrefOf({ view: 'library' }), label: t('back') }}
      sub={<Sub detail={detail} />}
      actions={<Actions detail={detail} />}
    >
      {procedure.status === 'live' && procedure.locked !== true ? (
        <Describe key={procedure.id} id={procedure.id} />
      ) : null}
      <Tabs
        label={t('tabs.label')}
        value={tab}
        onChange={(next) => setParams({ tab: next === 'overview' ? undefined : next })}
        items={[
          { value: 'overview', label: t('tabs.overview'), content: () => <Overview detail={detail} /> },
          {
            value: 'contexts',
            label: (
              <>
                {t('tabs.contexts')} <Badge>{detail.success.length + detail.failure.length}</Badge>
              </>
            ),
            content: () => <Contexts detail={detail} />,
          },
          { value: 'neighbours', label: t('tabs.neighbours'), content: () => <Neighbours id={procedure.id} /> },
          { value: 'compare', label: t('tabs.compare'), content: () => <Comparison detail={detail} /> },
          {
            value: 'revisions',
            label: (
              <>
                {t('tabs.revisions')} <Badge>{detail.revisions.length}</Badge>
              </>
            ),
            content: () => <Revisions detail={detail} />,
          },
          { value: 'merges', label: t('tabs.merges'), content: () => <Merges id={procedure.id} /> },
        ]}
      />
    </Page>
  );
}

function Sub({ detail: { procedure, proposals } }: { readonly detail: ProcedureDetail }) {
  const t = useTranslations('procedure');
  const proposal = proposals[0];
  return (
    <div className="row-wrap">
      <span>
        {t('sub', {
          revision: shortId(procedure.revision),
          runs: procedure.executions,
          episodes: procedure.episodes,
        })}
      </span>
      {procedure.pinned ? (
        <Badge tone="accent">
          <Pin size={11} aria-hidden />
          {t('pinned')}
        </Badge>
      ) : null}
      {procedure.locked ? (
        <Badge tone="accent">
          <Lock size={11} aria-hidden />
          {t('locked')}
        </Badge>
      ) : null}
      {(procedure.written ?? []).map(({ part, by }) => (
        <WrittenBy key={part} by={by} />
      ))}
      {procedure.status === 'deleted' ? <Badge tone="danger">{t('deletedBadge')}</Badge> : null}
      {procedure.status === 'pruned' ? <Badge tone="warning">{t('prunedBadge')}</Badge> : null}
      {proposal === undefined ? null : (
        <a href={hrefOf({ view: 'review', id: proposal })}>{t('pending', { count: proposals.length })}</a>
      )}
    </div>
  );
}

function Actions({ detail }: { readonly detail: ProcedureDetail }) {
  const t = useTranslations('procedure');
  const { status, pinned, locked } = detail.procedure;
  const actions = useProcedureActions(detail.procedure);
  if (status !== 'live') {
    return (
      <Button
        variant="primary"
        icon={<RotateCcw size={16} aria-hidden />}
        disabled={actions.isBusy}
        onClick={actions.restore}
      >
        {t('restore')}
      </Button>
    );
  }
  return (
    <>
      <Button
        icon={pinned ? <PinOff size={16} aria-hidden /> : <Pin size={16} aria-hidden />}
        disabled={actions.isBusy}
        onClick={actions.togglePin}
      >
        {pinned ? t('unpin') : t('pin')}
      </Button>
      <Button
        icon={locked ? <LockOpen size={16} aria-hidden /> : <Lock size={16} aria-hidden />}
        title={t('lockHint')}
        disabled={actions.isBusy}
        onClick={actions.toggleLock}
      >
        {t(locked ? 'unlock' : 'lock')}
      </Button>
      <Button icon={<Trash2 size={16} aria-hidden />} disabled={actions.isBusy} onClick={actions.remove}>
        {t('delete')}
      </Button>
      <Button variant="primary" icon={<Pencil size={16} aria-hidden />} onClick={actions.edit}>
        {t('edit')}
      </Button>
    </>
  );
}
