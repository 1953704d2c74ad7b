import {
  GitCompareArrows,
  ChartColumn,
  Files,
  FlaskConical,
  GitPullRequestArrow,
  History,
  Layers,
  Library,
  MessageCircleQuestion,
  Network,
  Route as RouteIcon,
  ScrollText,
  Settings,
  type LucideIcon,
} from 'lucide-react';
import type { Strategy } from '../../shared/model/index.ts';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { View } from '../state/index.ts';
import { patiently } from './patiently.ts';

/** A view of the application. A line in the table below makes it reachable; without one nobody sees it. */
export interface ViewEntry {
  readonly Component: LazyExoticComponent<ComponentType> & { readonly preload: () => Promise<unknown> };
  /** In the navigation on the left, in the order of the table. */
  readonly nav?: { readonly icon: LucideIcon };
  /** Of memories of this strategy alone. */
  readonly strategy?: Strategy;
}

/** Loads a view when it is first opened, or before; the door of its folder exports it by name. */
function view<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): ViewEntry['Component'] {
  const preload = (): Promise<unknown> => load();
  return Object.assign(
    lazy<ComponentType>(async () => ({ default: (await patiently(load))[name] })),
    { preload },
  );
}

export const viewTable: Partial<Readonly<Record<View, ViewEntry>>> = {
  library: {
    Component: view(() => import('../features/library/index.ts'), 'LibraryView'),
    nav: { icon: Library },
  },
  hierarchy: {
    Component: view(() => import('../features/hierarchy/index.ts'), 'HierarchyView'),
    nav: { icon: Network },
  },
  memp: {
    Component: view(() => import('../features/memp/index.ts'), 'MempView'),
    nav: { icon: ScrollText },
    strategy: 'memp',
  },
  procmem: {
    Component: view(() => import('../features/procmem/index.ts'), 'ProcmemView'),
    nav: { icon: Layers },
    strategy: 'procmem',
  },
  trajectories: {
    Component: view(() => import('../features/trajectories/index.ts'), 'TrajectoriesView'),
    nav: { icon: RouteIcon },
  },
  ask: {
    Component: view(() => import('../features/ask/index.ts'), 'AskView'),
    nav: { icon: MessageCircleQuestion },
  },
  lab: {
    Component: view(() => import('../features/lab/index.ts'), 'LabView'),
    nav: { icon: FlaskConical },
  },
  review: {
    Component: view(() => import('../features/review/index.ts'), 'ReviewView'),
    nav: { icon: GitPullRequestArrow },
  },
  sources: {
    Component: view(() => import('../features/sources/index.ts'), 'SourcesView'),
    nav: { icon: Files },
  },
  dashboard: {
    Component: view(() => import('../features/dashboard/index.ts'), 'DashboardView'),
    nav: { icon: ChartColumn },
  },
  journal: {
    Component: view(() => import('../features/journal/index.ts'), 'JournalView'),
    nav: { icon: History },
  },
  compare: {
    Component: view(() => import('../features/compare/index.ts'), 'CompareView'),
    nav: { icon: GitCompareArrows },
  },
  settings: {
    Component: view(() => import('../features/settings/index.ts'), 'SettingsView'),
    nav: { icon: Settings },
  },
  import: { Component: view(() => import('../features/import/index.ts'), 'ImportView') },
  export: { Component: view(() => import('../features/export/index.ts'), 'ExportView') },
  trajectory: { Component: view(() => import('../features/trajectories/index.ts'), 'TrajectoryView') },
  procedure: { Component: view(() => import('../features/procedure/index.ts'), 'ProcedureView') },
  meta: { Component: view(() => import('../features/meta/index.ts'), 'MetaView') },
};

/** Has the build this view? Buttons and links to others are not shown. */
export function hasView(name: View): boolean {
  return viewTable[name] !== undefined;
}

/** Fetches the files of all views, one after the other, so that a view opens at once even while the host is gone. */
export async function preloadViews(): Promise<void> {
  for (const entry of Object.values(viewTable)) {
    try {
      await entry.Component.preload();
    } catch {
      return; // The host is gone; a view that is opened will ask again.
    }
  }
}
