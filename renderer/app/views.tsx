import { Library, Network, type LucideIcon } from 'lucide-react';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { View } from '../state/index.ts';

/** A view of the application. A line in the table below makes it reachable; without one nobody sees it. */
export interface ViewEntry {
  readonly Component: LazyExoticComponent<ComponentType>;
  /** In the navigation on the left, in the order of the table, with the keys that go there. */
  readonly nav?: { readonly icon: LucideIcon; readonly keys: string };
  /** Keys for a view that is reached from the top bar instead. */
  readonly keys?: string;
}

/** Loads a view when it is first opened; the door of its folder exports it by name. */
function view<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): LazyExoticComponent<ComponentType> {
  return lazy<ComponentType>(async () => ({ default: (await load())[name] }));
}

export const viewTable: Partial<Readonly<Record<View, ViewEntry>>> = {
  library: {
    Component: view(() => import('../features/library/index.ts'), 'LibraryView'),
    nav: { icon: Library, keys: 'g l' },
  },
  hierarchy: {
    Component: view(() => import('../features/hierarchy/index.ts'), 'HierarchyView'),
    nav: { icon: Network, keys: 'g h' },
  },
  procedure: { Component: view(() => import('../features/procedure/index.ts'), 'ProcedureView') },
  meta: { Component: view(() => import('../features/meta/index.ts'), 'MetaView') },
};

/** Has the build this view? Buttons and links to others are not shown. */
export function hasView(name: View): boolean {
  return viewTable[name] !== undefined;
}
