import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProcedureBody } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { BodyDiffView, type DiffLayout, DiffLayoutChoice, LoadingState } from '../../ui/index.ts';

export interface BodyChangeProps {
  readonly itemId: string;
  readonly baseRevision: string;
  readonly after: ProcedureBody;
}

/** The body that an event wrote, against the revision that it was written over. */
export function BodyChange({ itemId, baseRevision, after }: BodyChangeProps) {
  const t = useTranslations('journal');
  const { query } = useApi();
  const [layout, setLayout] = useState<DiffLayout>('unified');
  const detail = useQuery(query.library.procedure.queryOptions({ input: { id: itemId } }));
  if (detail.isPending) return <LoadingState />;
  const before = detail.data?.revisions.find(({ hash }) => hash === baseRevision)?.body;
  return (
    <div className="stack">
      <div className="row-wrap">
        <h3 className="grow">{t('body')}</h3>
        <DiffLayoutChoice value={layout} onChange={setLayout} />
      </div>
      {before === undefined ? <p className="muted">{t('bodyNoBase')}</p> : null}
      <BodyDiffView before={before ?? after} after={after} layout={layout} />
    </div>
  );
}
