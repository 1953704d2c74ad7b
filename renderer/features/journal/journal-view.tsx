import { useQuery } from '@tanstack/react-query';
import { Redo2, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { JournalEvent } from '../../../shared/model/index.ts';
import { useApi, useDecision, useMemory } from '../../client/index.ts';
import { setParams, useRoute } from '../../state/index.ts';
import { Badge, Button, DataTable, EmptyState, Loaded, Page, useTurnWords, type Column } from '../../ui/index.ts';
import { EventDetails } from './event-details.tsx';
import { takenBack } from './standing.ts';
import { useWords, type Words } from './use-words.ts';
import './journal.css';

export function JournalView() {
  const t = useTranslations('journal');
  const { query } = useApi();
  const events = useQuery(query.memory.events.queryOptions());
  return (
    <Page
      title={t('title')}
      sub={events.data === undefined ? undefined : t('sub', { count: events.data.length })}
      actions={<Turns />}
      fill
    >
      <Loaded query={events}>{(all) => <Events events={all} />}</Loaded>
    </Page>
  );
}

/** Undo and redo, with the words for what they would do. */
function Turns() {
  const t = useTranslations('journal');
  const { client } = useApi();
  const memory = useMemory();
  const wordsOf = useTurnWords();
  const undoing = useDecision((seq: number) => client.memory.undo({ seq }), { done: t('undoDone') });
  const redoing = useDecision((seq: number) => client.memory.redo({ seq }), { done: t('redoDone') });
  if (memory === null) return null;
  const isBusy = undoing.isPending || redoing.isPending;
  const { undo, redo } = memory;
  return (
    <>
      <Button
        icon={<Undo2 size={16} aria-hidden />}
        disabled={undo === null || isBusy}
        onClick={() => (undo === null ? undefined : undoing.mutate(undo.seq))}
      >
        <span className="truncate journal-turn">
          {undo === null ? t('nothingToUndo') : t('undo', { label: wordsOf(undo) })}
        </span>
      </Button>
      <Button
        icon={<Redo2 size={16} aria-hidden />}
        disabled={redo === null || isBusy}
        onClick={() => (redo === null ? undefined : redoing.mutate(redo.seq))}
      >
        <span className="truncate journal-turn">
          {redo === null ? t('nothingToRedo') : t('redo', { label: wordsOf(redo) })}
        </span>
      </Button>
    </>
  );
}

function Events({ events }: { readonly events: readonly JournalEvent[] }) {
  const t = useTranslations('journal');
  const { params } = useRoute();
  const words = useWords(events);
  const undone = useMemo(() => takenBack(events), [events]);
  const selected = events.find(({ seq }) => String(seq) === params['event']) ?? null;
  const all = useColumns(words, undone);
  // Beside the details there is room for what tells events apart; they say the rest.
  const columns = selected === null ? all : all.filter(({ id }) => id !== 'cause' && id !== 'at');
  return (
    <div className="journal-all">
      <Scrubber events={events} at={selected?.seq ?? events.length} />
      <div className="journal" data-open={selected === null ? undefined : ''}>
        <DataTable
          label={t('table')}
          rows={events}
          columns={columns}
          rowId={(event) => String(event.seq)}
          sort={params['sort'] ?? 'seq:desc'}
          onSort={(sort) => setParams({ sort })}
          onOpen={(event) => setParams({ event: String(event.seq) })}
          selectedId={params['event'] ?? null}
          isMuted={(event) => undone.has(event.seq)}
          empty={<EmptyState title={t('empty')} body={t('emptyBody')} />}
        />
        {selected === null ? (
          <p className="journal-hint muted">{t('choose')}</p>
        ) : (
          <EventDetails key={selected.seq} event={selected} words={words} />
        )}
      </div>
    </div>
  );
}

/** Moves through the journal event by event, with arrows or by dragging. What is chosen stands in the address. */
function Scrubber({ events, at }: { readonly events: readonly JournalEvent[]; readonly at: number }) {
  const t = useTranslations('journal');
  const [moved, setMoved] = useState<number | null>(null);
  const commit = (): void => {
    if (moved !== null) setParams({ event: String(moved) });
    setMoved(null);
  };
  return (
    <div className="journal-scrubber">
      <label className="row">
        <span className="small">{t('scrub')}</span>
        <input
          type="range"
          min={1}
          max={Math.max(1, events.length)}
          value={moved ?? at}
          aria-label={t('scrubHint')}
          onChange={(event) => setMoved(Number(event.target.value))}
          onPointerUp={commit}
          onKeyUp={commit}
          onBlur={commit}
        />
        <output className="num small">{moved ?? at}</output>
      </label>
    </div>
  );
}

function useColumns(words: Words, undone: ReadonlyMap<number, number>): readonly Column<JournalEvent>[] {
  const t = useTranslations('journal');
  return useMemo(
    () => [
      {
        id: 'seq',
        label: t('columns.seq'),
        width: '5rem',
        align: 'end',
        value: (event) => event.seq,
        cell: (event) => event.seq,
      },
      {
        id: 'change',
        label: t('columns.change'),
        width: 'minmax(14rem, 1fr)',
        cell: (event) => <div className="truncate">{words.what(event)}</div>,
      },
      {
        id: 'state',
        label: t('columns.state'),
        width: '9rem',
        cell: (event) => {
          const by = undone.get(event.seq);
          return by === undefined ? null : <Badge>{t('undoneBy', { seq: by })}</Badge>;
        },
      },
      {
        id: 'cause',
        label: t('columns.cause'),
        width: '8rem',
        value: (event) => event.cause,
        cell: (event) => t(`causes.${event.cause}`),
      },
      {
        id: 'at',
        label: t('columns.at'),
        width: '14.5rem',
        value: (event) => event.at,
        cell: (event) => (
          <time className="journal-time" dateTime={event.at}>
            {words.time(event)}
          </time>
        ),
      },
    ],
    [t, words, undone],
  );
}
