import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPageHandler } from './page-protocol.ts';

let folder: string;
let handle: (request: Request) => Promise<Response>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-pages-'));
  await mkdir(join(folder, 'pages/assets'), { recursive: true });
  await writeFile(join(folder, 'pages/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'pages/assets/app.js'), 'export {};');
  await writeFile(join(folder, 'secret.json'), '{}');
  handle = createPageHandler(join(folder, 'pages'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('serves the renderer with the policy', async () => {
  const page = await handle(new Request('app://knack/index.html'));
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('content-security-policy')).not.toMatch(/unsafe|ws:|http/);
  expect((await handle(new Request('app://knack/assets/app.js'))).headers.get('content-type')).toContain(
    'text/javascript',
  );
});

it('serves nothing else', async () => {
  expect((await handle(new Request('app://other/index.html'))).status).toBe(403);
  expect((await handle(new Request('app://knack/index.html', { method: 'POST' }))).status).toBe(403);
  for (const path of ['..%2fsecret.json', '%2e%2e/secret.json', 'missing.js', 'assets', '%00.js']) {
    expect((await handle(new Request(`app://knack/${path}`))).status).toBe(404);
  }
});
