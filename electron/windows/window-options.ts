import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { WindowState } from './window-state.ts';

/** What every window's page is allowed: nothing of Node, nothing of Electron but the preload's few functions. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // The dictionaries would be fetched from the network, which nobody asked for.
    spellcheck: false,
  };
}

export function windowOptions(preload: string, state: WindowState): BrowserWindowConstructorOptions {
  const { bounds } = state;
  return {
    ...(bounds === null ? { width: 1280, height: 840 } : bounds),
    minWidth: 640,
    minHeight: 480,
    title: 'Knack',
    // Shown when the first picture is there, so that nobody sees an empty window.
    show: false,
    webPreferences: webPreferences(preload),
  };
}
