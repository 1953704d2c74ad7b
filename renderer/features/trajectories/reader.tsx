import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TrajectoryDetail } from '../../../shared/contract/index.ts';
import { setParams, useCommands, useRoute } from '../../state/index.ts';
import { Button, EmptyState } from '../../ui/index.ts';
import { ReaderBar } from './reader-bar.tsx';
import { SpanPanel } from './span-panel.tsx';
import { StepList, type StepListHandle } from './step-list.tsx';
import { failedStarts, filterSteps, findInSteps, spanOfSteps, stepFilters, turnTo } from './steps.ts';

/** Steps with their spans at the side; search, failures and deep links move the same place. */
export function Reader({ detail }: { readonly detail: TrajectoryDetail }) {
  const t = useTranslations('trajectories');
  const { params } = useRoute();
  const listRef = useRef<StepListHandle>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const needle = useDeferredValue(search.trim());
  const { steps } = detail.trajectory;
  const failures = useMemo(() => failedStarts(detail.segments), [detail.segments]);
  const place = placeOf(params['step'], steps.length);
  const filter = stepFilters.find((known) => known === params['show']) ?? 'all';
  const spans = useMemo(() => spanOfSteps(steps.length, detail.segments), [steps.length, detail.segments]);
  const visible = useMemo(() => filterSteps(spans, filter), [spans, filter]);
  const matches = useMemo(() => {
    const found = findInSteps(steps, needle);
    const shown = visible === null ? null : new Set(visible);
    return shown === null ? found : found.filter((step) => shown.has(step));
  }, [steps, needle, visible]);

  const jump = (step: number | null): void => {
    if (step === null) return;
    setParams({ step: String(step) });
    listRef.current?.show(step);
  };
  useEffect(() => {
    if (place !== null) listRef.current?.show(place);
  }, [place]);

  const from = place ?? -1;
  const turn = (places: readonly number[], direction: 1 | -1) => (): void => jump(turnTo(places, from, direction));
  const group = t('group');
  const hasFailures = failures.length > 0;
  const hasMatches = matches.length > 0;
  // Offered anew at each drawing: what a key does depends on the place.
  useCommands('trajectory', [
    {
      id: 'trajectory.search',
      label: t('searchSteps'),
      group,
      run: () => searchRef.current?.focus(),
    },
    {
      id: 'trajectory.failure.next',
      label: t('nextFailure'),
      group,
      enabled: hasFailures,
      run: turn(failures, 1),
    },
    {
      id: 'trajectory.failure.previous',
      label: t('previousFailure'),
      group,
      enabled: hasFailures,
      run: turn(failures, -1),
    },
    {
      id: 'trajectory.match.next',
      label: t('nextMatch'),
      group,
      enabled: hasMatches,
      run: turn(matches, 1),
    },
    {
      id: 'trajectory.match.previous',
      label: t('previousMatch'),
      group,
      enabled: hasMatches,
      run: turn(matches, -1),
    },
  ]);
  return (
    <div className="reader">
      <ReaderBar
        id={detail.trajectory.id}
        searchRef={searchRef}
        search={search}
        onSearch={setSearch}
        matches={matches}
        failures={failures}
        place={from}
        filter={filter}
        shown={visible?.length ?? steps.length}
        onFilter={(show) => setParams({ show: show === 'all' ? undefined : show })}
        onTurn={(places, direction) => jump(turnTo(places, from, direction))}
      />
      <div className="reader-columns">
        <SpanPanel spans={detail.segments} place={place} onJump={jump} />
        {visible?.length === 0 ? (
          <EmptyState
            title={t('filter.none')}
            body={t('filter.noneBody')}
            actions={<Button onClick={() => setParams({ show: undefined })}>{t('filter.clear')}</Button>}
          />
        ) : (
          <StepList
            key={filter}
            ref={listRef}
            detail={detail}
            place={place}
            needle={needle}
            visible={visible}
            spans={spans}
          />
        )}
      </div>
    </div>
  );
}

/** A step that the address names, inside the episode; null when it names none. */
function placeOf(param: string | undefined, steps: number): number | null {
  const step = Number.parseInt(param ?? '', 10);
  if (!Number.isFinite(step) || steps === 0) return null;
  return Math.min(steps - 1, Math.max(0, step));
}
