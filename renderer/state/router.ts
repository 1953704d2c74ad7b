import { useMemo, useSyncExternalStore } from 'react';
import { hrefOf, parseRoute, type Route, type RouteTarget } from './route.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

let current = '';
let before: string | null = null;

/** Where a person came from: the last address of another view or item. Kept before any view is drawn for the new one. */
function remember(): void {
  const [from, to] = [parseRoute(current), parseRoute(window.location.hash)];
  if (current !== '' && (from.view !== to.view || from.id !== to.id)) before = current;
  current = window.location.hash;
}

/** Begins to keep where a person came from; called once, when the page starts. */
export function followRoute(): void {
  current = window.location.hash;
  window.addEventListener('hashchange', remember);
}

/** The address of the view before this one; null at the start. */
export function previousHref(): string | null {
  return before;
}

/** The current route; the component renders again when the address changes. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** Where the address leads at this moment, for what goes on after an answer has come. */
export function currentRoute(): Route {
  return parseRoute(window.location.hash);
}

/** Goes to a view and leaves an entry in the history, so that Back returns. */
export function navigate(target: RouteTarget): void {
  window.location.hash = hrefOf(target);
}

/** Changes parameters of the current view in place; `undefined` or '' removes one. No history entry. */
export function setParams(change: Readonly<Record<string, string | undefined>>): void {
  const route = currentRoute();
  const href = hrefOf({ ...route, params: { ...route.params, ...change } });
  if (href === window.location.hash) return;
  window.history.replaceState(window.history.state, '', href);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
