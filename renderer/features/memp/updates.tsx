import { useTranslations } from 'use-intl';
import type { MempOverview } from '../../../shared/contract/index.ts';
import { useMemory } from '../../client/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import { Badge, EmptyState, ForeignText, formatCount, PlainTable, SelectField } from '../../ui/index.ts';

const ways = ['vanilla', 'validation', 'adjustment'] as const;

/** What each way of updating would do after each group, and one group in full. */
export function Updates({ data }: { readonly data: MempOverview }) {
  const t = useTranslations('memp');
  const { params } = useRoute();
  const active = useMemory()?.settings.mempUpdate;
  if (data.groups.length === 0) return <EmptyState title={t('noGroups.title')} body={t('noGroups.body')} />;
  const last = data.groups.length - 1;
  const chosen = data.groups.find(({ index }) => String(index) === params['group']) ?? data.groups[last];
  const total = (way: (typeof ways)[number], kind: 'add' | 'rewrite' | 'delete'): string =>
    formatCount(data.groups.reduce((sum, group) => sum + group[way][kind].length, 0));
  return (
    <div className="stack">
      <p className="muted">{t('updatesNote')}</p>
      <PlainTable
        caption={t('updatesTotal')}
        columns={[
          { label: t('way') },
          { label: t('kinds.add'), numeric: true },
          { label: t('kinds.rewrite'), numeric: true },
          { label: t('kinds.delete'), numeric: true },
        ]}
        rows={ways.map((way) => ({
          id: way,
          cells: [
            <span key="way" className="row-wrap">
              {t(`ways.${way}`)}
              {way === active ? <Badge tone="accent">{t('active')}</Badge> : null}
            </span>,
            total(way, 'add'),
            total(way, 'rewrite'),
            total(way, 'delete'),
          ],
        }))}
      />
      {chosen === undefined ? null : (
        <>
          <SelectField
            label={t('group')}
            value={String(chosen.index)}
            options={data.groups.map(({ index, tasks }) => ({
              value: String(index),
              label: t('groupName', { number: index + 1, count: tasks.length }),
            }))}
            onChange={(group) => setParams({ group })}
          />
          <div className="memp-policies">
            {ways.map((way) => (
              <section key={way} className="card">
                <div className="card-head">
                  <h2>{t(`ways.${way}`)}</h2>
                  {way === active ? <Badge tone="accent">{t('active')}</Badge> : null}
                </div>
                <div className="card-body stack">
                  {(['add', 'rewrite', 'delete'] as const).map((kind) => (
                    <Changes key={kind} kind={kind} ids={chosen[way][kind]} data={data} />
                  ))}
                </div>
              </section>
            ))}
          </div>
        </>
      )}
    </div>
  );
}

const atMost = 12;

function Changes({
  kind,
  ids,
  data,
}: {
  readonly kind: 'add' | 'rewrite' | 'delete';
  readonly ids: readonly string[];
  readonly data: MempOverview;
}) {
  const t = useTranslations('memp');
  const queryOf = (id: string): string =>
    kind === 'add' ? (data.names[id]?.goal ?? id) : (data.rows.find(({ entry }) => entry.id === id)?.entry.query ?? id);
  return (
    <div className="stack-tight">
      <h3 className="memp-change" data-kind={kind}>
        {t(`kindCount.${kind}`, { count: ids.length })}
      </h3>
      <ul className="memp-list small">
        {ids.slice(0, atMost).map((id) => (
          <li key={id}>
            <a href={kind === 'add' ? hrefOf({ view: 'trajectory', id }) : hrefOf({ view: 'memp', id })}>
              <ForeignText text={queryOf(id)} />
            </a>
          </li>
        ))}
        {ids.length > atMost ? <li className="muted">{t('more', { count: ids.length - atMost })}</li> : null}
      </ul>
    </div>
  );
}
