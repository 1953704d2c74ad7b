import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Procedure } from '../../../shared/model/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import { setParams, useCommands } from '../../state/index.ts';

export interface ProcedureActions {
  readonly isBusy: boolean;
  edit(): void;
  togglePin(): void;
  toggleLock(): void;
  remove(): void;
  restore(): void;
}

/** What can be done to a procedure; offered as commands too. Every change is an event and can be undone. */
export function useProcedureActions({ id, pinned, locked, status }: Procedure): ProcedureActions {
  const t = useTranslations('procedure');
  const { client } = useApi();
  const pin = useDecision(client.library.pin, { done: t(pinned ? 'done.unpinned' : 'done.pinned') });
  const lock = useDecision(client.library.lock, { done: t(locked ? 'done.unlocked' : 'done.locked') });
  const remove = useDecision(client.library.remove, { done: t('done.deleted') });
  const restore = useDecision(client.library.restore, { done: t('done.restored') });
  const isBusy = pin.isPending || lock.isPending || remove.isPending || restore.isPending;
  const { mutate: doPin } = pin;
  const { mutate: doLock } = lock;
  const { mutate: doRemove } = remove;
  const { mutate: doRestore } = restore;
  const actions = useMemo(
    () => ({
      isBusy,
      edit: () => setParams({ edit: '1' }),
      togglePin: () => doPin({ id, pinned: !pinned }),
      toggleLock: () => doLock({ id, locked: locked !== true }),
      remove: () => doRemove({ id }),
      restore: () => doRestore({ id }),
    }),
    [isBusy, id, pinned, locked, doPin, doLock, doRemove, doRestore],
  );
  useCommands(
    'procedure',
    useMemo(() => {
      const group = t('commands.group');
      const enabled = !actions.isBusy;
      if (status !== 'live') {
        return [{ id: 'procedure.restore', label: t('restore'), group, enabled, run: actions.restore }];
      }
      return [
        {
          id: 'procedure.edit',
          label: t('edit'),
          group,
          enabled,
          run: actions.edit,
        },
        {
          id: 'procedure.pin',
          label: t(pinned ? 'unpin' : 'pin'),
          group,
          enabled,
          run: actions.togglePin,
        },
        { id: 'procedure.lock', label: t(locked ? 'unlock' : 'lock'), group, enabled, run: actions.toggleLock },
        {
          id: 'procedure.delete',
          label: t('delete'),
          group,
          enabled,
          run: actions.remove,
        },
      ];
    }, [t, actions, pinned, locked, status]),
  );
  return actions;
}
