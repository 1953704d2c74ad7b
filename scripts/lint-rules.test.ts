import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childEnvironment } from './steps.ts';

const root = resolve(import.meta.dirname, '..');
const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `console.log(${index});`).join('\n');

/** Each planted violation: what it is, where it stands, its text, and the rule that has to see it. */
const planted: readonly (readonly [what: string, file: string, text: string, rule: string])[] = [
  ['the renderer reaching into electron', 'renderer/ui/a.ts', "import '../../electron/engine/ports.ts';", 'layers'],
  [
    'the renderer reaching into the engine by type',
    'renderer/ui/b.ts',
    "import type { Store } from '../../electron/engine/ports.ts';\nexport type A = Store;",
    'layers',
  ],
  ['the renderer using Node', 'renderer/client/a.ts', "import 'node:fs';", 'layers'],
  ['the renderer using Electron', 'renderer/app/a.ts', "import 'electron';", 'layers'],
  ['a feature reaching into another', 'renderer/features/one/a.ts', "import '../two/index.ts';", 'layers'],
  ['a feature reaching into the application', 'renderer/features/one/b.ts', "import '../../app/theme.ts';", 'layers'],
  ['ground knowing a feature', 'renderer/ui/c.ts', "import '../features/two/index.ts';", 'layers'],
  ['pure code using a vendor', 'electron/engine/procedures/a.ts', "import '@lancedb/lancedb';", 'layers'],
  ['pure code doing IO', 'electron/engine/bayes/a.ts', "import 'node:fs';", 'layers'],
  [
    'pure code loading IO later',
    'electron/engine/bayes/b.ts',
    "export const load = () => import('node:fs');",
    'layers',
  ],
  ['pure code knowing a workflow', 'electron/engine/hierarchy/a.ts', "import '../memory/index.ts';", 'layers'],
  [
    'pure code knowing an adapter',
    'electron/engine/hierarchy/b.ts',
    "export { Store } from '../store/index.ts';",
    'layers',
  ],
  ['a workflow knowing an adapter', 'electron/engine/review/a.ts', "import '../store/index.ts';", 'layers'],
  ['an adapter with another vendor', 'electron/engine/store/a.ts', "import '@huggingface/transformers';", 'layers'],
  ['a host past the door of the engine', 'electron/hosts/a.ts', "import '../engine/ports.ts';", 'layers'],
  ['a window knowing the engine', 'electron/windows/a.ts', "import '../engine/index.ts';", 'layers'],
  [
    'a window holding Electron itself',
    'electron/windows/b.ts',
    "import { app } from 'electron';\napp.quit();",
    'layers',
  ],
  ['the main process knowing the engine', 'electron/main.ts', "import './engine/index.ts';", 'layers'],
  ['shared code using Node', 'shared/a.ts', "import 'node:path';", 'layers'],
  ['shared code knowing a side', 'shared/b.ts', "import '../renderer/ui/index.ts';", 'layers'],
  ['product code knowing a script', 'electron/hosts/b.ts', "import '../../scripts/steps.ts';", 'layers'],
  ['an import behind a door', 'electron/engine/memory/a.ts', "import '../identity/digest.ts';", 'door'],
  ['a drawer', 'electron/engine/memory/utils/a.ts', 'export const a = 1;', 'folder-names'],
  ['another drawer', 'renderer/helpers/a.ts', 'export const a = 1;', 'folder-names'],
  ['a cast without a reason', 'shared/c.ts', 'export const a = JSON.parse("1") as number;', 'cast-reason'],
  ['a cycle', 'shared/cycle-a.ts', "import { b } from './cycle-b.ts';\nexport const a = () => b();", 'no-cycle'],
  ['a long file', 'shared/d.ts', lines(301), 'max-lines'],
  ['a long function', 'shared/e.ts', `export function a(): void {\n${lines(61)}\n}`, 'max-lines-per-function'],
  ['four parameters', 'shared/f.ts', 'export const a = (b: 1, c: 1, d: 1, e: 1) => b + c + d + e;', 'max-params'],
  [
    'depth four',
    'shared/g.ts',
    'export function a(b: boolean): void {\nif (b) {\nif (b) {\nif (b) {\nif (b) console.log(b);\nelse {\nconsole.log(1);\n}\n}\n}\n}\n}',
    'max-depth',
  ],
  ['any', 'shared/h.ts', 'export const a = (b: any): string => String(b);', 'no-explicit-any'],
  ['a default export', 'shared/i.ts', 'export default 1;', 'no-default-export'],
  ['a name that is not kebab-case', 'shared/someFile.ts', 'export const a = 1;', 'filename-case'],
  [
    'chance in the engine',
    'electron/engine/memory/b.ts',
    'export const a = Math.random();',
    'no-restricted-properties',
  ],
  [
    'the clock in the engine',
    'electron/engine/memory/c.ts',
    'export const a = Date.now();',
    'no-restricted-properties',
  ],
  [
    'a promise let go',
    'electron/engine/memory/d.ts',
    'export function a(): void {\nPromise.resolve(1);\n}',
    'no-floating-promises',
  ],
  [
    'a switch that forgets a case',
    'shared/j.ts',
    "export function a(b: 'x' | 'y'): number {\nswitch (b) {\ncase 'x':\nreturn 1;\n}\nreturn 2;\n}",
    'switch-exhaustiveness-check',
  ],
];

/** What the planted files import, and one file of each layer that breaks nothing. */
const innocent: Readonly<Record<string, string>> = {
  'shared/errors.ts': 'export const code = 1;',
  'shared/cycle-b.ts': "import { a } from './cycle-a.ts';\nexport const b = (): number => a();",
  'electron/engine/ports.ts': "import type { code } from '../../shared/errors.ts';\nexport type Store = typeof code;",
  'electron/engine/index.ts': "export { open } from './memory/index.ts';\nexport { Lance } from './store/index.ts';",
  'electron/engine/identity/index.ts': "export { digest } from './digest.ts';",
  'electron/engine/identity/digest.ts':
    "import { hash } from 'node:crypto';\nexport const digest = (text: string): string => hash('sha256', text);",
  'electron/engine/memory/index.ts':
    "import { digest } from '../identity/index.ts';\nimport type { Store } from '../ports.ts';\nexport const open = (store: Store): string => digest(String(store));",
  'electron/engine/store/index.ts':
    "import { connect } from '@lancedb/lancedb';\nimport type { Store } from '../ports.ts';\nexport const Lance = (store: Store): unknown => connect(String(store));\nexport type { Store };",
  'electron/hosts/serve.ts':
    "import { WebSocket } from 'ws';\nimport { open } from '../engine/index.ts';\nexport const serve = (): unknown => [open, WebSocket];",
  'electron/windows/c.ts': "import type { Session } from 'electron';\nexport type Lockable = Pick<Session, 'on'>;",
  'electron/windows/electron-windows.ts':
    "import { app } from 'electron';\nimport type { Lockable } from './c.ts';\nexport const quit = (lockable: Lockable): unknown => [lockable, app];",
  'renderer/ui/index.ts': "import { code } from '../../shared/errors.ts';\nexport const label = code;",
  'renderer/app/theme.ts': "import { two } from '../features/two/index.ts';\nexport const theme = two;",
  'renderer/features/two/index.ts': "import { label } from '../../ui/index.ts';\nexport const two = label;",
};

let folder: string;
let faults: readonly { readonly file: string; readonly rule: string; readonly message: string }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'tsconfig.base.json', 'package.json', 'scripts/lint']) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: './tsconfig.base.json', include: ['**/*.ts'] }),
  );
  const files = [...Object.entries(innocent), ...planted.map(([, file, text]) => [file, text] as const)];
  for (const [file, text] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  }
  const cli = join(root, 'node_modules/oxlint/bin/oxlint');
  const run = promisify(execFile)(process.execPath, [cli, '--type-aware', '--format', 'unix'], {
    cwd: folder,
    env: childEnvironment(),
    maxBuffer: 1e8,
  });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  faults = stdout.split('\n').flatMap((line) => {
    const [, file, message, rule] = /^(.+?):\d+:\d+: (.*) \[\w+\/[^(]*\(?([\w-]+)\)?\]$/.exec(line) ?? [];
    return file === undefined || message === undefined || rule === undefined
      ? []
      : [{ file: file.replaceAll('\\', '/'), rule, message }];
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the linter sees', () => {
  it.each(planted)('%s', (_, file, __, rule) => {
    expect(faults.filter((fault) => fault.file === file).map((fault) => fault.rule)).toContain(rule);
  });
});

it('leaves alone what keeps the rules', () => {
  const accused = faults.filter(({ file }) => file in innocent && file !== 'shared/cycle-b.ts');
  expect(accused).toEqual([]);
});
