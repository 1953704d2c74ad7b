import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ComparedItem, StateComparison, StatePlace } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { setParams, useRoute } from '../../state/index.ts';
import {
  Badge,
  Card,
  DataTable,
  EmptyState,
  foreignString,
  ForeignText,
  Loaded,
  Page,
  PlainTable,
  Segmented,
  TextField,
  type Column,
} from '../../ui/index.ts';
import { formatChoice, kinds, parseChoice, placeOf, type Choice } from './places.ts';
import { ItemChange } from './item-change.tsx';
import './compare.css';

const first: Choice = { kind: 'event', text: '1' };
const last: Choice = { kind: 'now', text: '' };

/** Two states, chosen in the address, and their difference item by item. */
export function CompareView() {
  const t = useTranslations('compare');
  const { params } = useRoute();
  const [a, b] = [parseChoice(params['a'], first), parseChoice(params['b'], last)];
  const [from, to] = [placeOf(a), placeOf(b)];
  return (
    <Page title={t('title')} sub={t('sub')} fill>
      <div className="compare">
        <div className="compare-places">
          <Place
            key="a"
            label={t('before')}
            choice={a}
            onChange={(choice) => setParams({ a: formatChoice(choice), item: undefined })}
          />
          <Place
            key="b"
            label={t('after')}
            choice={b}
            onChange={(choice) => setParams({ b: formatChoice(choice), item: undefined })}
          />
        </div>
        {from === null || to === null ? (
          <EmptyState title={t('choose')} body={t('chooseBody')} />
        ) : (
          <Difference a={from} b={to} />
        )}
      </div>
    </Page>
  );
}

interface PlaceProps {
  readonly label: string;
  readonly choice: Choice;
  onChange(choice: Choice): void;
}

/** What is typed counts when Enter is pressed or the field is left: a half of a path is no place. */
function Place({ label, choice, onChange }: PlaceProps) {
  const t = useTranslations('compare');
  const [text, setText] = useState(choice.text);
  const commit = (): void => {
    if (text !== choice.text) onChange({ ...choice, text });
  };
  return (
    <form
      className="compare-place"
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <strong>{label}</strong>
      <Segmented
        label={label}
        value={choice.kind}
        options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(kind) => {
          setText('');
          onChange({ kind, text: '' });
        }}
      />
      {choice.kind === 'now' ? null : (
        <TextField
          label={t(`fields.${choice.kind}`)}
          value={text}
          onChange={setText}
          onBlur={commit}
          spellCheck={false}
        />
      )}
    </form>
  );
}

function Difference({ a, b }: { readonly a: StatePlace; readonly b: StatePlace }) {
  const t = useTranslations('compare');
  const { query } = useApi();
  const comparison = useQuery(query.compare.states.queryOptions({ input: { a, b }, retry: false }));
  return (
    <Loaded query={comparison}>
      {(result) => (
        <>
          <p className="muted" aria-live="polite">
            {result.same ? t('same') : t('summary', countOf(result))}
            {result.missing.length === 0 ? null : ` ${t('missing', { names: result.missing.join(', ') })}`}
          </p>
          {result.items.length === 0 ? (
            <EmptyState title={t('nothing')} body={t('nothingBody')} />
          ) : (
            <Items result={result} a={a} b={b} />
          )}
        </>
      )}
    </Loaded>
  );
}

function countOf({ items, unchanged }: StateComparison): {
  added: number;
  removed: number;
  changed: number;
  unchanged: number;
} {
  const of = (change: ComparedItem['change']): number => items.filter((item) => item.change === change).length;
  const same = Object.values(unchanged).reduce((sum, count) => sum + count, 0);
  return { added: of('added'), removed: of('removed'), changed: of('changed'), unchanged: same };
}

const tones = { added: 'success', removed: 'danger', changed: 'accent' } as const;
const keyOf = ({ table, id }: ComparedItem): string => `${table}:${id}`;

interface ItemsProps {
  readonly result: StateComparison;
  readonly a: StatePlace;
  readonly b: StatePlace;
}

function Items({ result, a, b }: ItemsProps) {
  const t = useTranslations('compare');
  const { params } = useRoute();
  const chosen = result.items.find((item) => keyOf(item) === params['item']) ?? null;
  const columns: readonly Column<ComparedItem>[] = [
    {
      id: 'change',
      label: t('columns.change'),
      width: '7.5rem',
      value: (item) => item.change,
      cell: (item) => <Badge tone={tones[item.change]}>{t(`changes.${item.change}`)}</Badge>,
    },
    {
      id: 'label',
      label: t('columns.what'),
      width: 'minmax(10rem, 1fr)',
      value: (item) => item.label,
      cell: (item) => (
        <div className="truncate">
          <ForeignText text={item.label} />
        </div>
      ),
    },
    {
      id: 'fields',
      label: t('columns.fields'),
      width: 'minmax(8rem, 14rem)',
      cell: (item) => (
        <div className="truncate muted">
          {item.change === 'changed' ? item.fields.map(({ field }) => field).join(', ') : ''}
        </div>
      ),
    },
  ];
  return (
    <div className="compare-body" data-open={chosen === null ? undefined : ''}>
      <DataTable
        label={t('table')}
        rows={result.items}
        columns={chosen === null ? columns : columns.slice(0, 2)}
        rowId={keyOf}
        sort={params['sort'] ?? 'change:asc'}
        onSort={(sort) => setParams({ sort })}
        onOpen={(item) => setParams({ item: keyOf(item) })}
        selectedId={params['item'] ?? null}
        groupOf={(item) => t(`tables.${item.table}`)}
      />
      {chosen === null ? null : (
        <Card title={foreignString(chosen.label)} className="compare-details">
          {chosen.table === 'procedure' || chosen.table === 'meta' ? (
            <ItemChange key={keyOf(chosen)} a={a} b={b} table={chosen.table} id={chosen.id} />
          ) : null}
          <PlainTable
            caption={t('details')}
            columns={[{ label: t('columns.field') }, { label: t('before') }, { label: t('after') }]}
            rows={chosen.fields.map(({ field, before, after }) => ({
              id: field,
              cells: [field, <Lines key="before" text={before} />, <Lines key="after" text={after} />],
            }))}
          />
        </Card>
      )}
    </div>
  );
}

function Lines({ text }: { readonly text: string | null }) {
  return text === null ? (
    '—'
  ) : (
    <span className="compare-lines">
      <ForeignText text={text} />
    </span>
  );
}
