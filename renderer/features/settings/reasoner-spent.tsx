import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ReasonerStatus } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { Button } from '../../ui/index.ts';

/** What was spent since the count was last set back, and what may be. */
export function ReasonerSpent({
  status: { use, settings },
  onChange,
}: {
  readonly status: ReasonerStatus;
  onChange(status: ReasonerStatus): void;
}) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const reset = useMutation({ mutationFn: () => client.reasoner.resetUse(), onSuccess: onChange });
  const { maxTokens } = settings.server;
  return (
    <section className="stack-tight" aria-label={t('spent')}>
      <h3>{t('spent')}</h3>
      <p>
        {t('spentWords', {
          requests: use.requests,
          tokens: use.tokensIn + use.tokensOut,
          cost: use.cost.toFixed(4),
        })}
        {maxTokens === null ? '' : `; ${t('spentLimit', { limit: maxTokens })}`}
      </p>
      {use.estimated === 0 ? null : <p className="small muted">{t('estimated', { count: use.estimated })}</p>}
      <span>
        <Button disabled={use.requests === 0 || reset.isPending} onClick={() => reset.mutate()}>
          {t('reset')}
        </Button>
      </span>
    </section>
  );
}
