import { useMemo, useSyncExternalStore } from 'react';
import { hrefOf, parseRoute, type Route, type RouteTarget } from './route.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The current route; the component renders again when the address changes. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** Goes to a view and leaves an entry in the history, so that Back returns. */
export function navigate(target: RouteTarget): void {
  window.location.hash = hrefOf(target);
}

/** Changes parameters of the current view in place; `undefined` or '' removes one. No history entry. */
export function setParams(change: Readonly<Record<string, string | undefined>>): void {
  const route = parseRoute(window.location.hash);
  const href = hrefOf({ ...route, params: { ...route.params, ...change } });
  if (href === window.location.hash) return;
  window.history.replaceState(window.history.state, '', href);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
