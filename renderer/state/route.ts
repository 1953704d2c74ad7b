/** Every view that the application can show. A view without an entry in `app/views.tsx` is not reachable. */
export const views = [
  'library',
  'hierarchy',
  'memp',
  'procmem',
  'procedure',
  'meta',
  'trajectories',
  'trajectory',
  'ask',
  'lab',
  'review',
  'dashboard',
  'sources',
  'journal',
  'compare',
  'settings',
  'import',
  'export',
  /** What an address leads to that names no view. */
  'missing',
] as const;
export type View = (typeof views)[number];

/** What the address says: a view, the item that it shows, and the state of the view that is worth sharing. */
export interface Route {
  readonly view: View;
  readonly id: string | null;
  readonly params: Readonly<Record<string, string>>;
}

export interface RouteTarget {
  readonly view: View;
  readonly id?: string | null;
  readonly params?: Readonly<Record<string, string | undefined>>;
}

export const homeRoute: Route = { view: 'library', id: null, params: {} };

/** Parses `#/procedure/ID?tab=posterior`; an empty address is the library, one that names no view is `missing`. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name = '', id = ''] = path.split('/');
  const view = views.find((known) => known === name);
  if (name === '') return homeRoute;
  if (view === undefined) return { view: 'missing', id: decode(name), params: {} };
  return { view, id: id === '' ? null : decode(id), params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a view, with parameters in name order so that one state has one address. */
export function hrefOf(target: RouteTarget): string {
  const id = target.id === undefined || target.id === null ? '' : `/${encodeURIComponent(target.id)}`;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(target.params ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return `#/${target.view}${id}${text === '' ? '' : `?${text}`}`;
}

/** The address of one step of a trajectory. */
export function hrefOfStep(trajectoryId: string, index: number): string {
  return hrefOf({ view: 'trajectory', id: trajectoryId, params: { step: String(index) } });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // An address typed by hand may hold a stray percent sign.
  }
}
