import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { ForeignText, OutcomeMark } from '../../ui/index.ts';
import type { SpanOf } from './steps.ts';

export interface SpanPanelProps {
  readonly spans: readonly SpanOf[];
  readonly place: number | null;
  onJump(step: number): void;
}

/** All spans of the episode in order; each leads to its first step. */
export function SpanPanel({ spans, place, onJump }: SpanPanelProps) {
  const t = useTranslations('trajectories');
  const scrollRef = useRef<HTMLElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions stay inside this component
  const virtualizer = useVirtualizer({
    count: spans.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => 52,
    overscan: 10,
  });
  const current = spans.findIndex(({ segment }) => place !== null && place >= segment.from && place < segment.to);
  useEffect(() => {
    if (current >= 0) virtualizer.scrollToIndex(current, { align: 'auto' });
  }, [current, virtualizer]);
  return (
    <nav className="reader-spans" aria-label={t('spanList')} ref={scrollRef}>
      {spans.length === 0 ? <p className="muted small reader-no-spans">{t('noSpans')}</p> : null}
      <ol className="reader-spans-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const span = spans[index];
          if (span === undefined) return null;
          const { segment, procedure, evidence } = span;
          return (
            <li key={segment.id} style={{ height: size, transform: `translateY(${start}px)` }}>
              <button
                type="button"
                className="reader-span-button"
                data-outcome={evidence?.outcome ?? 'none'}
                aria-current={index === current ? 'true' : undefined}
                onClick={() => onJump(segment.from)}
              >
                <span className="row">
                  {evidence === null ? null : <OutcomeMark outcome={evidence.outcome} short />}
                  <span className="truncate">
                    <ForeignText
                      text={procedure ?? (segment.description === '' ? t('noProcedure') : segment.description)}
                    />
                  </span>
                </span>
                <span className="small muted">
                  {segment.to - segment.from <= 1
                    ? t('spanOne', { from: segment.from })
                    : t('spanRange', { from: segment.from, to: segment.to - 1 })}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
