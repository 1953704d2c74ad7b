import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Proposal } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import { ButtonLink, shortId } from '../../ui/index.ts';

/** Why a stale proposal cannot be applied any more, and where to go instead. */
export function StaleNotice({ proposal }: { readonly proposal: Proposal }) {
  const t = useTranslations('review');
  const { query } = useApi();
  const procedures = useQuery(query.library.procedures.queryOptions());
  const live = procedures.data?.find(({ id, status }) => id === proposal.targetId && status === 'live');
  const base = shortId(proposal.baseRevision);
  return (
    <div className="review-notice" role="note">
      <TriangleAlert size={18} aria-hidden />
      <div className="stack-tight grow">
        <strong>{t('staleTitle')}</strong>
        <span>
          {live === undefined ? t('staleGone', { base }) : t('staleBody', { base, live: shortId(live.revision) })}
        </span>
      </div>
      {live === undefined ? null : (
        <ButtonLink href={hrefOf({ view: 'procedure', id: live.id })} size="small">
          {t('staleOpen')}
        </ButtonLink>
      )}
    </div>
  );
}
