import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { exposeBridge, type PreloadParts } from './bridge/preload-bridge.ts';

// A preload runs in a page; the types of this layer are those of Node.
const page = globalThis as unknown as PreloadParts['page'];
exposeBridge({ contextBridge, ipcRenderer, webUtils, page });
