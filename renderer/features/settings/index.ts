/** Every constant of the memory with its unit, default and source; saved as one event. */
export { SettingsView } from './settings-view.tsx';
