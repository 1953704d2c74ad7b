import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ProcedureDetail } from '../../../shared/contract/index.ts';
import { ComparisonCharts } from '../../charts/index.ts';
import { useApi } from '../../client/index.ts';
import { setParams, useRoute } from '../../state/index.ts';
import { Card, Loaded, SelectField } from '../../ui/index.ts';

/** The procedure beside another one: P(p1 > p2), both densities and that of the difference. */
export function Comparison({ detail: { procedure } }: { readonly detail: ProcedureDetail }) {
  const t = useTranslations('procedure');
  const { query } = useApi();
  const { params } = useRoute();
  const procedures = useQuery(query.library.procedures.queryOptions());
  const options = useMemo(
    () =>
      (procedures.data ?? [])
        .filter(({ id, status }) => id !== procedure.id && status === 'live')
        .toSorted((a, b) => b.posterior.n - a.posterior.n || (a.id < b.id ? -1 : 1))
        .map(({ id, body }) => ({ value: id, label: body.goal })),
    [procedures.data, procedure.id],
  );
  const second = options.find(({ value }) => value === params['with'])?.value ?? options[0]?.value ?? null;
  const comparison = useQuery(
    query.plots.compare.queryOptions({
      input: { first: procedure.id, second: second ?? '' },
      enabled: second !== null,
    }),
  );
  if (procedures.data !== undefined && second === null) return <p className="muted">{t('compare.none')}</p>;
  return (
    <Card>
      <div className="stack">
        <SelectField
          label={t('compare.with')}
          value={second ?? ''}
          options={options}
          onChange={(value) => setParams({ with: value })}
        />
        <Loaded query={comparison}>{(data) => <ComparisonCharts comparison={data} />}</Loaded>
      </div>
    </Card>
  );
}
