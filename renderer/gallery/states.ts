/** What a view can be seen in: four memories of a real engine, and two states that only a slow or broken one shows. */
export const states = ['empty', 'one', 'many', 'very-many', 'loading', 'error'] as const;
export type State = (typeof states)[number];

/** The memory behind a state: a view that loads, or fails, is asked for one with many items. */
export function memoryOf(state: State): Exclude<State, 'loading' | 'error'> {
  return state === 'loading' || state === 'error' ? 'many' : state;
}

export function isState(text: string | null): text is State {
  return states.some((state) => state === text);
}

export interface Shown {
  readonly name: string;
  /** Where it is; `first:procedure` and the like stand for the id of the first item of the memory. */
  readonly address: string;
}

/** Every view, with the tabs that look different. */
export const shown: readonly Shown[] = [
  { name: 'Library', address: '#/library' },
  { name: 'Library, forest plot', address: '#/library?as=forest' },
  { name: 'Hierarchy, graph', address: '#/hierarchy' },
  { name: 'Hierarchy, tree', address: '#/hierarchy?as=tree' },
  { name: 'Procedure', address: '#/procedure/first' },
  { name: 'Procedure, contexts', address: '#/procedure/first?tab=contexts' },
  { name: 'Procedure, revisions', address: '#/procedure/first?tab=revisions' },
  { name: 'Meta-procedure', address: '#/meta/first' },
  { name: 'Trajectories', address: '#/trajectories' },
  { name: 'Trajectory', address: '#/trajectory/first' },
  { name: 'Ask', address: '#/ask?goal=start%20a%20device' },
  { name: 'Lab', address: '#/lab' },
  { name: 'Review', address: '#/review' },
  { name: 'Dashboard', address: '#/dashboard' },
  { name: 'Sources', address: '#/sources' },
  { name: 'Journal', address: '#/journal?event=1' },
  { name: 'Compare', address: '#/compare?a=event:1&b=now' },
  { name: 'Import', address: '#/import' },
  { name: 'Export', address: '#/export' },
  { name: 'Settings', address: '#/settings' },
];
