import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const read = (file: string): Promise<string> => readFile(resolve(root, file), 'utf8');

it('names a proof for each of the 20 items, and each proof is a test that is there', async () => {
  const page = await read('docs/security.md');
  const rows = page.split('\n').filter((line) => /^\| \d+ \|/.test(line));
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  for (const row of rows) {
    const proofs = [...(row.split('|')[4] ?? '').matchAll(/`([^`]+)` "([^"]+)"/g)];
    expect(proofs.length, row).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of proofs)
      expect(await read(file), `${file}: ${title}`).toContain(`'${title}'`);
    for (const [, file = ''] of (row.split('|')[3] ?? '').matchAll(/`([\w./-]+\.(?:ts|json|yml))`/g)) await read(file);
  }
});

it('names tests of the local host that are there, and the fuses that are set', async () => {
  const page = await read('docs/security.md');
  const tests = await read('electron/hosts/serve.test.ts');
  const section = page.slice(page.indexOf('## The local host'));
  for (const [, title = ''] of section.matchAll(/"([^"]+)"/g)) expect(tests).toContain(`'${title}'`);
  const configuration = await read('electron-builder.yml');
  const fuses = [...page.matchAll(/^\| (\w+) \| (on|off) \|/gm)];
  expect(fuses.length).toBe(8);
  for (const [, fuse, state] of fuses) expect(configuration).toContain(`${fuse}: ${state === 'on'}`);
});

it("names tests of a language model's server that are there", async () => {
  const page = await read('docs/security.md');
  const section = page.slice(page.indexOf("## A language model's server"), page.indexOf('## The local host'));
  const own = await read('electron/engine/reasoning/server.test.ts');
  for (const [, file, title = ''] of section.matchAll(/(?:`([^`]+)` )?"([^"]+)"/g))
    expect(file === undefined ? own : await read(file)).toContain(`'${title}'`);
});

it('pins Electron to one current version', async () => {
  // A pin and nothing looser: what is packed is what was tested. The major is raised by hand, with the journeys.
  expect(await read('package.json')).toMatch(/"electron": "45\.\d+\.\d+"/);
});
