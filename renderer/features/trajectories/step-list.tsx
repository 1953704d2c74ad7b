import { useVirtualizer } from '@tanstack/react-virtual';
import { useImperativeHandle, useRef, type Ref } from 'react';
import { useTranslations } from 'use-intl';
import type { TrajectoryDetail } from '../../../shared/contract/index.ts';
import { ClippedText } from './clipped-text.tsx';
import { StepItem } from './step-item.tsx';
import type { SpanOf } from './steps.ts';

export interface StepListHandle {
  /** Brings a step to the top of the view. */
  show(step: number): void;
}

export interface StepListProps {
  readonly detail: TrajectoryDetail;
  readonly place: number | null;
  readonly needle: string;
  /** The steps that are shown, ascending; null for all of them. */
  readonly visible: readonly number[] | null;
  /** Of each step the span that it stands in. */
  readonly spans: readonly (SpanOf | null)[];
  readonly ref: Ref<StepListHandle>;
}

/** A guess before a step is measured, in pixels. */
const guessedHeight = 132;

/** The steps of an episode; only those in sight are in the document, so that ten thousand scroll like ten. */
export function StepList({ detail, place, needle, visible, spans, ref }: StepListProps) {
  const t = useTranslations('trajectories');
  const { trajectory } = detail;
  const scrollRef = useRef<HTMLElement>(null);
  // What was observed before the first action stands above it as a line of its own.
  const head = trajectory.context === '' || visible !== null ? 0 : 1;
  const count = (visible ?? trajectory.steps).length + head;
  // oxlint-disable-next-line react/incompatible-library -- its functions stay inside this component
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => guessedHeight,
    overscan: 6,
  });
  useImperativeHandle(
    ref,
    () => ({
      // A step that the filter hides: the next one that it shows.
      show: (step) => {
        const line = visible === null ? step + head : visible.findIndex((shown) => shown >= step);
        virtualizer.scrollToIndex(Math.max(0, line), { align: 'start' });
      },
    }),
    [virtualizer, head, visible],
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="reader-scroll" ref={scrollRef} tabIndex={0} aria-label={t('reader')}>
      <div className="reader-steps" role="feed" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const at = visible?.[index] ?? index - head;
          const step = trajectory.steps[at];
          return (
            <div
              key={index}
              ref={virtualizer.measureElement}
              data-index={index}
              className="reader-place"
              style={{ transform: `translateY(${start}px)` }}
            >
              {step === undefined ? (
                <article className="reader-step" aria-posinset={index + 1} aria-setsize={count}>
                  <span className="reader-band" data-outcome="none" />
                  <div className="reader-body">
                    <h2 className="reader-number">{t('before')}</h2>
                    <ClippedText text={trajectory.context} needle={needle} />
                  </div>
                </article>
              ) : (
                <StepItem
                  trajectoryId={trajectory.id}
                  step={step}
                  index={at}
                  span={spans[at] ?? null}
                  isTarget={place === at}
                  needle={needle}
                  place={{ at: index + 1, of: count }}
                />
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
