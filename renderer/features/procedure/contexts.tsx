import { useTranslations } from 'use-intl';
import type { ProcedureDetail } from '../../../shared/contract/index.ts';
import { hrefOfStep } from '../../state/index.ts';
import { SpanColumn } from '../../ui/index.ts';

/** Success and failure contexts side by side, each step one click away from its trajectory. */
export function Contexts({ detail }: { readonly detail: ProcedureDetail }) {
  const t = useTranslations('procedure');
  return (
    <div className="stack">
      <p className="muted">{t('contexts.note')}</p>
      <div className="contexts">
        <SpanColumn side="success" spans={detail.success} counts="execution" atFirst={5} hrefAt={hrefOfStep} />
        <SpanColumn side="failure" spans={detail.failure} counts="execution" atFirst={5} hrefAt={hrefOfStep} />
      </div>
    </div>
  );
}
