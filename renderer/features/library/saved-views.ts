import { z } from 'zod';
import { create } from 'zustand';

/** Parameters of the address that make a view of the library; others (a search in progress elsewhere) are not kept. */
export const viewParams = ['q', 'kind', 'status', 'evidence', 'group', 'sort', 'as', 'by'] as const;
export type ViewParams = Readonly<Partial<Record<(typeof viewParams)[number], string>>>;

export interface SavedView {
  readonly name: string;
  readonly params: ViewParams;
}

/** Views that are of use to everybody, by the key of their name. */
export const standardViews = [
  { id: 'uncertain', params: { sort: 'low:asc' } },
  { id: 'failing', params: { evidence: 'enough', sort: 'mean:asc' } },
  { id: 'proposed', params: { status: 'pending' } },
  { id: 'byGoal', params: { group: 'goal' } },
] as const satisfies readonly { readonly id: string; readonly params: ViewParams }[];

const storageKey = 'knack.library.views';
const mostViews = 50;
const savedSchema = z
  .array(
    z
      .object({ name: z.string().min(1).max(80), params: z.partialRecord(z.enum(viewParams), z.string().max(500)) })
      .readonly(),
  )
  .max(mostViews);

/** What of an address is worth keeping as a view. */
export function viewOf(params: Readonly<Record<string, string>>): ViewParams {
  return Object.fromEntries(viewParams.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));
}

/** Reads what a browser has kept; anything else is nothing. */
export function parseViews(text: string | null): readonly SavedView[] {
  try {
    return savedSchema.catch([]).parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}

/** The list with a view under its name: one that has the name already is replaced; the oldest goes when there are too many. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return [...views.filter(({ name }) => name !== view.name), view].slice(-mostViews);
}

interface SavedViews {
  readonly views: readonly SavedView[];
  save(view: SavedView): void;
  remove(name: string): void;
}

function keep(views: readonly SavedView[]): void {
  try {
    window.localStorage.setItem(storageKey, JSON.stringify(views));
  } catch {
    // A browser without storage forgets them, and nothing else.
  }
}

/** Views that a person has named, kept between starts. */
export const useSavedViews = create<SavedViews>()((set, get) => {
  const become = (views: readonly SavedView[]): void => {
    set({ views });
    keep(views);
  };
  return {
    views: parseViews(globalThis.window?.localStorage?.getItem(storageKey) ?? null),
    save: (view) => become(withView(get().views, view)),
    remove: (name) => become(get().views.filter((view) => view.name !== name)),
  };
});
