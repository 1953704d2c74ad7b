import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { importedKind, type Proposal } from '../../../shared/model/index.ts';
import { hrefOf } from '../../state/index.ts';
import { Badge, ForeignText, formatProbability, WrittenBy } from '../../ui/index.ts';

export interface QueueListProps {
  readonly queue: readonly Proposal[];
  readonly selectedId: string | null;
  readonly params: Readonly<Record<string, string>>;
}

const rowHeight = 68;

/** The proposals of one state as links; only those in sight are drawn. The selected one is kept in sight. */
export function QueueList({ queue, selectedId, params }: QueueListProps) {
  const t = useTranslations('review');
  const scrollRef = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions stay inside this component
  const virtualizer = useVirtualizer({
    count: queue.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => queue[index]?.id ?? index,
  });
  const selected = queue.findIndex((proposal) => proposal.id === selectedId);
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected);
  }, [selected, virtualizer]);
  return (
    <nav className="review-queue" aria-label={t('queue')} ref={scrollRef}>
      <ol className="review-queue-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
          const proposal = queue[index];
          if (proposal === undefined) return null;
          return (
            <li
              key={key}
              className="review-queue-row"
              style={{ height: size, transform: `translateY(${start}px)` }}
              aria-setsize={queue.length}
              aria-posinset={index + 1}
            >
              <a
                href={hrefOf({ view: 'review', params: { ...params, item: proposal.id } })}
                aria-current={proposal.id === selectedId ? 'true' : undefined}
              >
                <span className="review-queue-title">
                  <ForeignText text={proposal.title} />
                </span>
                <span className="row small muted">
                  {proposal.kind === importedKind ? (
                    <Badge>{t('imported.badge')}</Badge>
                  ) : proposal.written === undefined ? (
                    <>
                      <Badge tone={proposal.strong ? 'accent' : 'neutral'}>
                        {t(proposal.strong ? 'strong' : 'weak')}
                      </Badge>
                      <span className="truncate">
                        {t('betterShort', { probability: formatProbability(proposal.probability) })}
                      </span>
                    </>
                  ) : (
                    <WrittenBy by={proposal.written.by} />
                  )}
                </span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
