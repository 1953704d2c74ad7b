import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  protocol,
  safeStorage,
  session,
  shell,
  type MessagePortMain,
  type OpenDialogOptions,
  type WebContents,
} from 'electron';
import { channels } from './bridge/channels.ts';
import { forkEngine } from './bridge/electron-engine.ts';
import { superviseEngine, type EngineProcess, type EngineState } from './bridge/engine-process.ts';
import { createKeySafe } from './bridge/key-safe.ts';
import { openDialog, registerWindowBridge } from './bridge/window-bridge.ts';
import { createWindows, setMenu } from './windows/electron-windows.ts';
import { viewOfLaunch } from './windows/launch.ts';
import { lockPage, lockSession } from './windows/lock-down.ts';
import { menuLanguageOf, type MenuLanguage } from './windows/menu-words.ts';
import { pageScheme, viewOfDeepLink } from './windows/page-address.ts';
import { viewOfFiles } from '../shared/file-address.ts';
import { createPageHandler } from './windows/page-protocol.ts';

// The built main process lies in out/main, beside out/preload and out/renderer.
const built = join(import.meta.dirname, '..');
const resources = app.isPackaged ? process.resourcesPath : join(built, '../resources');
const windows = createWindows({
  preload: join(built, 'preload/preload.cjs'),
  stateFile: join(app.getPath('userData'), 'window.json'),
});

const send = (page: WebContents, view: string): void => page.send(channels.go, view);
const show = (view: string | null): void => void windows.show(view, send);

function startEngine(): EngineProcess<MessagePortMain> {
  return superviseEngine<MessagePortMain>({
    fork: (memory) => {
      const config = {
        version: app.getVersion(),
        data: app.getPath('userData'),
        home: app.getPath('home'),
        resources,
        memory,
      };
      return forkEngine(join(import.meta.dirname, 'utility.js'), [JSON.stringify(config)]);
    },
    now: () => performance.now(),
    onMemory: (memory) => {
      if (memory !== null && process.platform !== 'linux') app.addRecentDocument(memory);
    },
    onState: (state) => void onEngineState(state),
    answer: createKeySafe({ safeStorage, file: join(app.getPath('userData'), 'reasoner-key') }),
  });
}

/** After three deaths within a minute a person decides whether to go on. */
async function onEngineState(state: EngineState): Promise<void> {
  if (state.kind !== 'failed') return;
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The engine of Knack stopped several times in a row.',
    detail: `It ended with status ${state.code}. Everything that was acknowledged is in the memory.`,
    buttons: ['Start it again', 'Quit'],
    defaultId: 0,
  });
  if (response === 0) engine?.restart();
  else app.quit();
}

async function pickFiles(page: WebContents | null, options: OpenDialogOptions): Promise<readonly string[]> {
  const window = page === null ? null : BrowserWindow.fromWebContents(page);
  const { filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return filePaths;
}

async function openFiles(): Promise<void> {
  const paths = await pickFiles(BrowserWindow.getFocusedWindow()?.webContents ?? null, openDialog);
  if (paths.length > 0) show(viewOfFiles(paths));
}

/** The menu is made anew: nothing else changes the words of an item. */
function setLanguage(language: MenuLanguage): void {
  const actions = { openFiles: () => void openFiles(), newWindow: () => void windows.open(null), go: show };
  setMenu(actions, { language, isPackaged: app.isPackaged });
}

function connect(page: WebContents): void {
  const { port1, port2 } = new MessageChannelMain();
  engine?.connect(port1);
  page.postMessage(channels.port, null, [port2]);
}

let engine: EngineProcess<MessagePortMain> | null = null;
let isClosed = false;

async function start(): Promise<void> {
  lockSession(session.defaultSession);
  protocol.handle(pageScheme, createPageHandler(join(built, 'renderer')));
  engine = startEngine();
  registerWindowBridge({
    ipcMain,
    isOwnWindow: (page) => windows.isOwn(page),
    connect,
    pickFiles,
    fileExists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    showItemInFolder: (path) => shell.showItemInFolder(path),
    setProgressBar: (page, share) => BrowserWindow.fromWebContents(page)?.setProgressBar(share),
    setLanguage,
  });
  setLanguage(menuLanguageOf(app.getPreferredSystemLanguages()[0]));
  await windows.open(launched ?? viewOfLaunch(process.argv.slice(ownArguments), process.cwd()));
}

// In development the folder of the application stands after the program.
const ownArguments = app.isPackaged ? 1 : 2;
/** What the system asked to open before there was a window. */
let launched: string | null = null;
const open = (view: string | null): void => {
  if (BrowserWindow.getAllWindows().length === 0) launched = view;
  else show(view);
};

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  if (app.isPackaged) app.setAsDefaultProtocolClient('knack');
  app.on('web-contents-created', (_event, page) => lockPage(page));
  app.on('second-instance', (_event, options, folder) => show(viewOfLaunch(options.slice(ownArguments), folder)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(viewOfFiles([path]));
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(viewOfDeepLink(link));
  });
  app.on('activate', () => show(null));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (isClosed || engine === null) return;
    event.preventDefault();
    void engine.close(5000).then(() => {
      isClosed = true;
      app.quit();
    });
  });
  // No top-level await: an ES module main process would wait for itself.
  app.whenReady().then(start, (error: unknown) => {
    console.error(error);
    app.exit(1);
  });
} else {
  app.quit();
}
