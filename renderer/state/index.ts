/**
 * State of the view.
 *
 * - Address: `useRoute()` gives `{view, id, params}`; `navigate({view, id, params})` goes there;
 *   `setParams({tab: 'x'})` changes the current address in place; `hrefOf(target)` is for `<a href>`.
 *   Whatever a person would want to share (tab, filter, sort, step) belongs in `params`.
 * - Commands: `useCommands('review', useMemo(() => [{id, label, group, keys, run}], [..]))` puts commands into the
 *   palette, on the shortcuts sheet and on the keyboard while the view is mounted.
 * - `useViewStore`: theme, language, single-key switch, open overlays. Engine data lives in the query cache (client/), never here.
 */
export { hrefOf, hrefOfStep, parseRoute, views, type Route, type RouteTarget, type View } from './route.ts';
export { currentRoute, followRoute, navigate, previousHref, setParams, useRoute } from './router.ts';
export { useViewStore, themes, type Theme } from './view-store.ts';
export { useLanguage, useSystemLanguage } from './language.ts';
export { commandTable, knownCommands, usualKeys, type KnownCommand } from './command-table.ts';
export { conflictsOf, isSingle, keysOf, keysOfKnown, pressOf, useKeysOf } from './shortcuts.ts';
export { useCommands, useCommandStore, type Command } from './commands.ts';
