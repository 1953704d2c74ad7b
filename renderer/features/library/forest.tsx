import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/index.ts';
import { ForestChart, forestSorts } from '../../charts/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import { Card, Loaded } from '../../ui/index.ts';
import type { LibraryRow } from './rows.ts';

/** The rows that the filter leaves, as a forest plot. */
export function Forest({ rows }: { readonly rows: readonly LibraryRow[] }) {
  const { query } = useApi();
  const { params } = useRoute();
  const forest = useQuery(query.library.forest.queryOptions());
  const ids = useMemo(() => new Set(rows.map((row) => row.id)), [rows]);
  const sort = forestSorts.find((each) => each === params['by']) ?? 'mean';
  return (
    <div className="library-forest">
      <Card>
        <Loaded query={forest}>
          {(all) => (
            <ForestChart
              rows={all.filter((row) => ids.has(row.id))}
              sort={sort}
              onSort={(by) => setParams({ by })}
              hrefOf={(row) => hrefOf({ view: row.kind === 'meta' ? 'meta' : 'procedure', id: row.id })}
            />
          )}
        </Loaded>
      </Card>
    </div>
  );
}
