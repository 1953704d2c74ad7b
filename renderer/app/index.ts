/**
 * The shell: providers, layout, navigation, palette, shortcuts, welcome. `views.tsx` is the table of views: a view
 * that is named there is in the navigation, in the palette and behind its address; nothing else has to be told.
 */
export { App } from './app.tsx';
export { applyTheme } from './theme.ts';
