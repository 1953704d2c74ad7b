/**
 * The shell: providers, layout, navigation, palette, shortcuts, welcome. `views.tsx` is the table of views: a view
 * that is named there is in the navigation, in the palette and behind its address; nothing else has to be told. `start(window)` draws it.
 */
export { start } from './start.tsx';
