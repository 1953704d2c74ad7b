import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { JournalEvent, MetaProcedure, Procedure } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { baseName, foreignString, shortId } from '../../ui/index.ts';
import { changedSettings } from './changed-settings.ts';
import { meaningOf } from './standing.ts';

export interface Words {
  /** What happened, as a sentence. */
  what(event: JournalEvent): string;
  time(event: JournalEvent): string;
}

/** Names items by their goals; one that is not known is named by its id. */
export function useWords(events: readonly JournalEvent[]): Words {
  const t = useTranslations('journal');
  const labels = useTranslations('settings');
  const { query } = useApi();
  const procedures = useQuery(query.library.procedures.queryOptions()).data;
  const metas = useQuery(query.library.metas.queryOptions()).data;
  const time = useTime();
  return useMemo(() => {
    const skills = events.flatMap(({ change }) => (change.kind === 'skills-proposed' ? change.skills : []));
    const goalOf = namesOf([...skills, ...(procedures ?? [])], metas ?? []);
    const what = (event: JournalEvent): string => {
      const { change } = event;
      switch (change.kind) {
        case 'memory-created':
          return t('what.memory-created', { strategy: change.strategy });
        case 'sources-imported':
          return t('what.sources-imported', {
            count: change.sources.length,
            first: baseName(change.sources[0]?.name ?? ''),
          });
        case 'skills-proposed':
          return t('what.skills-proposed', { count: change.skills.length, first: change.skills[0]?.name ?? '' });
        case 'settings-changed': {
          const changed = changedSettings(change.before, change.after);
          const first = changed[0] === undefined ? '' : labels(`fields.${changed[0].name}.label`);
          return t('what.settings-changed', { count: changed.length, first });
        }
        case 'item-pinned':
          return t(change.pinned ? 'what.item-pinned' : 'what.item-unpinned', { goal: goalOf(change.itemId) });
        case 'item-locked':
          return t(change.locked ? 'what.item-locked' : 'what.item-unlocked', { goal: goalOf(change.itemId) });
        case 'policy-changed':
          return t('what.policy-changed', { state: change.after.enabled ? 'on' : 'off' });
        case 'proposal-approved':
          return t(change.edited === true ? 'what.proposal-edited' : 'what.proposal-approved', {
            goal: goalOf(change.itemId),
          });
        case 'proposal-rejected':
        case 'proposal-written':
        case 'proposal-deferred':
        case 'procedure-reverted':
        case 'procedure-edited':
        case 'item-deleted':
        case 'item-restored':
        case 'quarantine-released':
          return t(`what.${change.kind}`, { goal: goalOf(change.itemId) });
        case 'source-unlearned':
          return t('what.source-unlearned', { name: baseName(change.name) });
        case 'decision-forgotten':
          return t('what.decision-forgotten', { by: change.by, goal: goalOf(change.itemId) });
        case 'undone': {
          const meaning = meaningOf(event, events) ?? { kind: 'undone' as const, seq: change.seq };
          return t(`what.${meaning.kind}`, { seq: meaning.seq });
        }
      }
    };
    return { what, time };
  }, [t, labels, time, procedures, metas, events]);
}

/** Names an item by its goal; one that is not known by its id. */
function namesOf(
  procedures: readonly Pick<Procedure, 'id' | 'body'>[],
  metas: readonly MetaProcedure[],
): (id: string) => string {
  const goals = new Map([
    ...procedures.map(({ id, body }) => [id, body.goal] as const),
    ...metas.map(({ id, goal }) => [id, goal] as const),
  ]);
  return (id) => foreignString(goals.get(id) ?? shortId(id));
}

/** The time of an event, to the second. */
function useTime(): Words['time'] {
  const format = useFormatter();
  return useCallback(
    ({ at }) =>
      format.dateTime(new Date(at), {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        hourCycle: 'h23',
        minute: '2-digit',
        second: '2-digit',
        timeZoneName: 'short',
      }),
    [format],
  );
}
