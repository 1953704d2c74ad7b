import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Browser, type CDPSession, type Locator, type Page } from 'playwright-core';
import { findChromium, installHint } from './chromium.ts';
import { attach } from '../electron/hosts/serve.ts';
import type { Client } from '../shared/contract/index.ts';
import { startHost, type HostProcess } from './host-process.ts';

export interface ApplicationOptions {
  /** A memory that is opened at the start; without it, whatever a first start shows. */
  readonly memory?: string;
  /** Files or folders that are passed to the start. */
  readonly files?: readonly string[];
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
}

/** The built application in Chromium, with a host, a folder and a record of what went wrong. */
export interface Application {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly host: HostProcess;
  /** A folder of this application's own; it goes with it. */
  readonly folder: string;
  /** Console errors, page errors, and requests to any origin but the host's, since the start. */
  problems(): readonly string[];
  /** Serious and critical findings of axe on what is shown now, one line each. */
  findings(): Promise<readonly string[]>;
  /** Saves what is shown, in the given theme and size. */
  picture(file: string, look?: Pick<ApplicationOptions, 'theme' | 'size'>): Promise<void>;
  /** Closes all. @throws Error naming the problems, when there were any */
  close(): Promise<void>;
}

/** How long a condition may take on a busy machine, in milliseconds. */
const patience = 60_000;
const defaultSize = { width: 1360, height: 880 };
// The sandbox of Chromium does not run as root, as in a container.
const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function openApplication(options: ApplicationOptions = {}): Promise<Application> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(installHint);
  const folder = await mkdtemp(join(tmpdir(), 'knack-e2e-'));
  const host = await startHost({
    data: join(folder, 'data'),
    home: folder,
    ...(options.memory === undefined ? {} : { memory: options.memory }),
    ...(options.files === undefined ? {} : { files: options.files }),
  });
  const browser = await chromium.launch({ executablePath, args: flags });
  const context = await browser.newContext({
    viewport: options.size ?? defaultSize,
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const cdp = await context.newCDPSession(page);
  const problems = recordProblems(page, new URL(host.address).origin);
  await page.goto(host.address);
  return {
    page,
    cdp,
    host,
    folder,
    problems: () => [...problems],
    findings: () => findWithAxe(cdp),
    picture: async (file, look = {}) => {
      if (look.size !== undefined) await page.setViewportSize(look.size);
      if (look.theme !== undefined) await page.emulateMedia({ colorScheme: look.theme });
      await mkdir(dirname(file), { recursive: true });
      await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    },
    close: async () => {
      await closeAll(browser, host, folder);
      if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join('\n')}`);
    },
  };
}

async function closeAll(browser: Browser, host: HostProcess, folder: string): Promise<void> {
  await browser.close();
  await host.stop();
  await rm(folder, { recursive: true, force: true });
}

function recordProblems(page: Page, origin: string): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  const own = [`${origin}/`, `${origin.replace('http', 'ws')}/`];
  const check = (address: string): void => {
    const isLocal = own.some((start) => address.startsWith(start)) || /^(data|blob|file):/.test(address);
    if (!isLocal) problems.push(`request to ${address}`);
  };
  page.context().on('request', (request) => check(request.url()));
  page.on('websocket', (socket) => check(socket.url()));
  return problems;
}

/** An application on a new memory, and a client of the same host beside its page. */
export interface Stage {
  /** Files of a journey; the memory is the folder `memory` in it. It goes with the stage. */
  readonly folder: string;
  readonly application: Application;
  readonly engine: Client;
  /** Closes all. @throws Error naming the problems of the application, when there were any */
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-stage-'));
  const memory = join(folder, 'memory');
  const application = await openApplication({ memory });
  const attached = await attach(memory);
  if (attached === null) throw new Error('The host does not answer.');
  return {
    folder,
    application,
    engine: attached.client,
    close: async () => {
      attached.close();
      await application.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface AxeFinding {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** Through the debugger, because the page's policy lets nobody add a script to it. */
export async function findWithAxe(cdp: CDPSession): Promise<readonly string[]> {
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  if ((await evaluate('typeof axe')) !== 'object') await evaluate(`${axeSource}; 0`);
  // The shape is that of axe-core's own types, which end in the page.
  const violations = (await evaluate('axe.run().then(({ violations }) => violations)')) as readonly AxeFinding[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(placeOf).join(', ')})`);
}

function placeOf({ target, failureSummary = '' }: AxeFinding['nodes'][number]): string {
  return `${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`;
}

/** Waits until a key on it does something: a press on a button that is disabled just now is lost. */
export async function enabled(target: Locator): Promise<void> {
  for (const until = performance.now() + patience; !(await target.isEnabled()); await setTimeout(50)) {
    if (performance.now() > until) throw new Error(`It stays disabled: ${String(target)}.`);
  }
}

/** Presses a key on it, as soon as it takes one. */
export async function pressOn(target: Locator, key = 'Enter'): Promise<void> {
  await enabled(target);
  await target.press(key);
}
