import { useTranslations } from 'use-intl';
import type { Quarantined } from '../../../shared/contract/index.ts';
import { hrefOf } from '../../state/index.ts';
import { Badge, ButtonLink, ForeignText } from '../../ui/index.ts';
import { QuarantineNotice } from './quarantine-notice.tsx';

export interface HeldItemsProps {
  readonly items: readonly Quarantined[];
  readonly selectedId: string | null;
  readonly params: Readonly<Record<string, string>>;
}

/** Procedures and meta-procedures that are held back: no agent is offered them. */
export function HeldItems({ items, selectedId, params }: HeldItemsProps) {
  const t = useTranslations('review');
  if (items.length === 0) return null;
  return (
    <nav className="review-held" aria-label={t('quarantine.items')}>
      <ol>
        {items.map((item) => (
          <li key={item.id} className="review-held-row">
            <a
              href={hrefOf({ view: 'review', params: { ...params, item: item.id } })}
              aria-current={item.id === selectedId ? 'true' : undefined}
            >
              <span className="review-queue-title">
                <ForeignText text={item.goal} />
              </span>
              <span className="row small muted">
                <Badge tone="warning">{t(item.kind === 'meta' ? 'quarantine.meta' : 'quarantine.procedure')}</Badge>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** One of them: what was found, and the way to it. */
export function HeldCard({ item }: { readonly item: Quarantined }) {
  const t = useTranslations('review');
  return (
    <article className="review-card" aria-labelledby="review-card-title">
      <header className="row-wrap">
        <h2 id="review-card-title" tabIndex={-1} className="grow">
          <ForeignText text={item.goal} />
        </h2>
        <ButtonLink size="small" href={hrefOf({ view: item.kind === 'meta' ? 'meta' : 'procedure', id: item.itemId })}>
          {t('quarantine.open')}
        </ButtonLink>
      </header>
      <QuarantineNotice quarantine={item} />
      <p className="muted">{t('quarantine.itemBody')}</p>
    </article>
  );
}
