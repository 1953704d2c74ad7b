import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openApplication, type Application } from './harness.ts';
import { startHost } from './host-process.ts';

let application: Application;

describe('the application in the browser', () => {
  beforeEach(async () => {
    application = await openApplication();
  });
  afterEach(() => application.close());

  it('opens from the printed address and keeps the token out of the address bar', async () => {
    const { page, host } = application;
    await page.getByRole('main').waitFor();
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(#.*)?$/);
    expect(host.output().match(/token=/g)?.length).toBe(1);
    await page.reload();
    await page.getByRole('main').waitFor();
  });

  it.each(['light', 'dark'] as const)('has no serious accessibility finding on the first view (%s)', async (theme) => {
    const { page, findings } = application;
    await page.emulateMedia({ colorScheme: theme });
    await page.getByRole('main').waitFor();
    expect(await findings()).toEqual([]);
  });

  it('takes a picture', async () => {
    const file = join(application.folder, 'pictures/first.png');
    await application.page.getByRole('main').waitFor();
    await application.picture(file, { theme: 'dark', size: { width: 800, height: 600 } });
    expect((await readFile(file)).subarray(1, 4).toString()).toBe('PNG');
  });
});

it('looks at the files that were passed to the start, once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'knack-passed-'));
  const file = join(folder, 'a file & more.jsonl');
  await writeFile(
    file,
    `${JSON.stringify({
      messages: [
        { role: 'user', content: 'x' },
        { role: 'assistant', content: 'y' },
      ],
    })}\n`,
  );
  application = await openApplication({ memory: join(folder, 'memory'), files: [file] });
  const { page } = application;
  await page.getByText('a file & more.jsonl').first().waitFor();
  expect(page.url()).toMatch(/#\/import$/);
  await application.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the watch over the page', () => {
  // Each of these must be seen, or a journey without problems would prove nothing.
  it.each([
    ['an error in the console', "console.error('planted')", 'planted'],
    ['an error of the page', "setTimeout(() => { throw new Error('thrown'); })", 'thrown'],
    ['a request elsewhere, which the policy stops', "fetch('https://example.org/').catch(() => {})", 'connect-src'],
    ['a channel elsewhere', "try { new WebSocket('wss://example.org/') } catch {}", 'connect-src'],
    [
      'an inline script',
      "document.head.append(Object.assign(document.createElement('script'), { text: '1' }))",
      'TrustedScript',
    ],
    ['an inline style', "document.body.setAttribute('style', 'color: red')", 'style-src'],
    ['markup from a string', "document.body.innerHTML = '<b>x</b>'", 'TrustedHTML'],
    ['a worker from a string', "new Worker('data:text/javascript,1')", 'TrustedScriptURL'],
  ])('sees %s', async (_, script, sign) => {
    application = await openApplication();
    await application.page.getByRole('main').waitFor();
    expect(application.problems()).toEqual([]);
    await application.cdp.send('Runtime.evaluate', { expression: `setTimeout(() => { ${script} })` });
    await vi.waitFor(() => expect(application.problems().join('\n')).toContain(sign));
    await expect(application.close()).rejects.toThrow('The page had problems');
  });
});

it('writes a host file that only the user can read, and takes it away at SIGTERM', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'knack-memory-'));
  const host = await startHost({ data: join(folder, 'data'), memory: join(folder, 'memory') });
  const file = join(folder, 'memory/host.json');
  await vi.waitFor(async () => expect((await stat(file)).mode & 0o777).toBe(0o600));
  expect(await host.stop()).toBe(0);
  await expect(stat(file)).rejects.toThrow('ENOENT');
  await rm(folder, { recursive: true, force: true });
});
