import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ItemPair, StatePlace } from '../../../shared/contract/index.ts';
import {
  metaBodyOf,
  type MetaBody,
  type MetaProcedure,
  type Procedure,
  type ProcedureBody,
} from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { setParams, useRoute } from '../../state/index.ts';
import {
  Badge,
  BodyDiffView,
  DiffLayoutChoice,
  diffLayouts,
  Loaded,
  MetaDiffView,
  shortId,
  type DiffLayout,
} from '../../ui/index.ts';

export interface ItemChangeProps {
  readonly a: StatePlace;
  readonly b: StatePlace;
  readonly table: ItemPair['table'];
  readonly id: string;
}

const noBody: ProcedureBody = { goal: '', slots: [], preconditions: [], steps: [], postconditions: [] };
const noMeta: MetaBody = { goal: '', preconditions: [], places: [], categories: [] };

/** What an item says in one state and in the other. What is pruned or deleted says nothing: all of it goes, or comes back. */
export function ItemChange({ a, b, table, id }: ItemChangeProps) {
  const t = useTranslations('compare');
  const { query } = useApi();
  const { params } = useRoute();
  const layout = diffLayouts.find((each) => each === params['diff']) ?? 'unified';
  const pair = useQuery(query.compare.item.queryOptions({ input: { a, b, table, id }, retry: false }));
  return (
    <div className="stack">
      <div className="row-wrap">
        <h3 className="grow">{t('says')}</h3>
        <DiffLayoutChoice
          value={layout}
          onChange={(value) => setParams({ diff: value === 'unified' ? undefined : value })}
        />
      </div>
      <Loaded query={pair}>{(found) => <Pair pair={found} layout={layout} />}</Loaded>
    </div>
  );
}

function Pair({ pair, layout }: { readonly pair: ItemPair; readonly layout: DiffLayout }) {
  const { before, after } = pair;
  return (
    <>
      <Status before={before} after={after} />
      {pair.table === 'procedure' ? (
        <BodyDiffView before={bodyIn(pair.before)} after={bodyIn(pair.after)} layout={layout} />
      ) : (
        <MetaDiffView
          before={metaIn(pair.before)}
          after={metaIn(pair.after)}
          layout={layout}
          goalOf={(procedureId) => pair.goals[procedureId] ?? shortId(procedureId)}
        />
      )}
    </>
  );
}

const bodyIn = (item: Procedure | null): ProcedureBody => (item?.status === 'live' ? item.body : noBody);
const metaIn = (item: MetaProcedure | null): MetaBody => (item?.status === 'live' ? metaBodyOf(item) : noMeta);

type Item = Procedure | MetaProcedure;

const statusOf = (item: Item | null): Item['status'] | 'absent' => item?.status ?? 'absent';

function Status({ before, after }: { readonly before: Item | null; readonly after: Item | null }) {
  const t = useTranslations('compare');
  const [from, to] = [statusOf(before), statusOf(after)];
  if (from === to) return null;
  return (
    <p className="row-wrap">
      <span>{t('status')}</span>
      <Badge>{t(`statuses.${from}`)}</Badge>
      <span aria-hidden>→</span>
      <span className="sr-only">{t('becomes')}</span>
      <Badge tone={to === 'live' ? 'success' : 'danger'}>{t(`statuses.${to}`)}</Badge>
    </p>
  );
}
