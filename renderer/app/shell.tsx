import { Suspense, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { MemoryInfo } from '../../shared/contract/index.ts';
import { hrefOf, useRoute } from '../state/index.ts';
import { Button, ButtonLink, EmptyState, foreignString, LoadingState } from '../ui/index.ts';
import { useShellCommands } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { useKeyboard } from './keyboard.ts';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';
import { preloadViews, viewTable } from './views.tsx';

/** Everything around the open view, for an open memory. */
export function Shell({ memory }: { readonly memory: MemoryInfo }) {
  const t = useTranslations('app');
  useShellCommands(memory);
  useEffect(() => {
    const idle = requestIdleCallback(() => void preloadViews());
    return () => cancelIdleCallback(idle);
  }, []);
  return (
    <div className="shell">
      <a className="skip-link" href="#content" onClick={skipToContent}>
        {t('skipToContent')}
      </a>
      <TopBar memory={memory} />
      <Navigation pending={memory.counts.pendingProposals} strategy={memory.settings.strategy} />
      <main id="content" className="content" tabIndex={-1}>
        <CurrentView />
      </main>
      <Keyboard />
      <Palette />
      <Shortcuts />
    </div>
  );
}

/** A component of its own, so that a new command does not draw the shell again. */
function Keyboard() {
  useKeyboard();
  return null;
}

function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault(); // The hash is the router's.
  document.getElementById('content')?.focus();
}

function CurrentView() {
  const t = useTranslations('app');
  const route = useRoute();
  const entry = viewTable[route.view];
  useTitleFocus(`${route.view}/${route.id ?? ''}`);
  useEffect(() => {
    document.title = `${t(`views.${route.view}`)} · ${t('product')}`;
  }, [t, route.view]);
  if (entry === undefined) {
    return (
      <EmptyState
        title={t('notFound.title')}
        body={t('notFound.body', { address: foreignString(`#/${route.id ?? ''}`) })}
        actions={
          <>
            <Button onClick={() => window.history.back()}>{t('notFoundItem.back')}</Button>
            <ButtonLink href={hrefOf({ view: 'library' })} variant="primary">
              {t('crash.home')}
            </ButtonLink>
          </>
        }
        isPage
      />
    );
  }
  const { Component } = entry;
  return (
    <ErrorBoundary key={`${route.view}/${route.id ?? ''}`}>
      <Suspense fallback={<LoadingState />}>
        <Component />
      </Suspense>
    </ErrorBoundary>
  );
}

/** The focus went from one element to another; that it was lost with what had it is no move. */
function hasMoved(from: Element | null, to: Element | null): boolean {
  return to !== from && to !== null && to !== document.body;
}

/** How often, and at most how many times, the title of a new view is looked for: views come and load in their time. */
const titleEvery = 50;
const titleTries = 60;

/** After a change of view the title takes the focus, so that a screen reader says where one is. Not at the start. */
function useTitleFocus(place: string): void {
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return undefined;
    before.current = place;
    const content = document.getElementById('content');
    content?.scrollTo(0, 0);
    let tries = 0;
    let from = document.activeElement;
    const timer = setInterval(() => {
      tries += 1;
      const active = document.activeElement;
      // A dialog over the view keeps the focus: one that closes just now, or one that was opened meanwhile.
      const isInDialog = active instanceof Element && active.closest('[role=dialog]') !== null;
      if (from === null || from.closest('[role=dialog]') !== null) from = active;
      // What the person has gone to since keeps it too, in the view or outside of it.
      const isTaken = !isInDialog && active !== content && (content?.contains(active) || hasMoved(from, active));
      const title = isInDialog ? null : content?.querySelector<HTMLElement>('[data-page-title]');
      if (!isTaken) title?.focus({ preventScroll: true });
      if (title || isTaken || tries >= titleTries) clearInterval(timer);
    }, titleEvery);
    return () => clearInterval(timer);
  }, [place]);
}
