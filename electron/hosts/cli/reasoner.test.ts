import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChatServer, type ChatServer } from '../../engine/fixtures/chat-server.fixture.ts';
import { findInstallation } from './root.ts';
import { runCli } from './run.ts';

const canary = 'sk-canary-0badc0ffee';
const cli = resolve(import.meta.dirname, '../cli.ts');

let folder: string;
let memory: string;
let server: ChatServer;
/** All that the processes wrote to their terminals. */
let printed = '';

/** Every process has its home, configuration and temporary files in the folder. */
function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const base = {
    PATH: process.env['PATH'],
    HOME: folder,
    TMPDIR: join(folder, 'tmp'),
    KNACK_CONFIG: join(folder, 'config'),
  };
  return { ...base, ...more };
}
const withKey = (): NodeJS.ProcessEnv => environment({ KNACK_REASONER_KEY: canary });

interface Ran {
  readonly status: number;
  readonly json: unknown;
}

async function knack(words: readonly string[], env = environment()): Promise<Ran> {
  const { stdout, stderr, code } = await promisify(execFile)(process.execPath, [cli, ...words, '--json'], {
    env,
    maxBuffer: 1e8,
  })
    .then((told) => ({ ...told, code: 0 }))
    .catch((error: { stdout: string; stderr: string; code: number }) => error);
  printed += stdout + stderr;
  return { status: code, json: JSON.parse(stdout) as unknown };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-reasoner-'));
  await mkdir(join(folder, 'tmp'));
  memory = join(folder, 'memory');
  process.env['KNACK_CONFIG'] = join(folder, 'config');
  server = await startChatServer();
  const { resources } = findInstallation(import.meta.dirname);
  const lines = (await readFile(join(resources, 'samples', 'support-desk.jsonl'), 'utf8')).split('\n');
  await writeFile(join(folder, 'episodes.jsonl'), `${lines.slice(0, 60).join('\n')}\n`);
});

afterAll(async () => {
  delete process.env['KNACK_CONFIG'];
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The same in this process, where no key is at stake. */
async function here(words: readonly string[]): Promise<Ran> {
  let out = '';
  const stdout = (text: string): void => void (out += text);
  const status = await runCli([...words, '--json'], { stdout, stderr: () => undefined, isTerminal: false });
  return { status, json: JSON.parse(out) as unknown };
}

async function firstId(): Promise<string> {
  const { json } = await here(['list', 'procedures', '--memory', memory]);
  return (json as readonly { id: string }[])[0]?.id ?? '';
}

/** Every byte of every file, as it is and unpacked. */
async function filesWith(text: string): Promise<readonly string[]> {
  const forms = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64').slice(0, 16)),
  ];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    if (forms.some((form) => bytes.includes(form) || unpacked(bytes).includes(form))) found.push(file);
  }
  return found;
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return zstdDecompressSync(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}

describe('the reasoner in the terminal', () => {
  it('is set, told, tested, asked and counted', async () => {
    await here(['build', join(folder, 'episodes.jsonl'), '--memory', memory]);
    expect((await here(['reasoner', 'status'])).json).toMatchObject({
      settings: { kind: 'rules' },
      key: { isSet: false },
    });
    const set = [
      'reasoner',
      'set',
      'server',
      '--address',
      server.address,
      '--model',
      'small',
      '--retries',
      '0',
      '--max-cost',
      'none',
    ];
    expect((await here(set)).json).toMatchObject({
      settings: { kind: 'server', server: { model: 'small', retries: 0 } },
    });
    expect(server.requests).toEqual([]);
    expect((await here(['reasoner', 'models'])).json).toEqual(['small', 'large']);
    server.behave({ kind: 'say', text: '{"goal": "settle what was asked", "because": "the last step"}' });
    expect((await here(['reasoner', 'test'])).json).toMatchObject({ model: 'small', said: 'settle what was asked' });
    const described = await here(['reasoner', 'describe', await firstId(), '--memory', memory]);
    expect(described.json).toMatchObject({ proposalId: expect.stringMatching(/^w-/), author: { model: 'small' } });
    const { json } = await here(['list', 'proposals', '--memory', memory]);
    expect(json).toContainEqual(
      expect.objectContaining({ kind: 'describe', status: 'pending', written: expect.anything() }),
    );
    server.behave({ kind: 'say', text: '{"explanation": "It was looked up first."}' });
    const proposal =
      (json as readonly { id: string; kind: string }[]).find(({ kind }) => kind !== 'describe')?.id ?? '';
    expect((await here(['reasoner', 'explain', proposal, '--memory', memory])).json).toMatchObject({
      explanation: 'It was looked up first.',
    });
    expect((await here(['reasoner', 'status'])).json).toMatchObject({ use: { requests: 3 } });
    expect((await here(['reasoner', 'reset'])).json).toMatchObject({ use: { requests: 0 } });
    const trajectories = (await here(['list', 'trajectories', '--memory', memory])).json;
    const episode = (trajectories as readonly { id: string }[])[0]?.id ?? '';
    server.behave({ kind: 'say', text: '{"segments": [{"from": 0, "to": 999, "description": "settle it"}]}' });
    expect((await here(['reasoner', 'segment', episode, '--memory', memory])).json).toMatchObject({
      author: { task: 'segment', model: 'small' },
      segments: [{ from: 0, description: 'settle it' }],
    });
    for (const what of ['facts', 'attribute']) {
      // They belong to the other strategies.
      expect(await here(['reasoner', what, 'settle it', '--memory', memory])).toMatchObject({
        status: 2,
        json: { error: { code: 'WRONG_USE', happened: expect.stringContaining('learns by macla') } },
      });
    }
    const { prompts } = (await here(['reasoner', 'status'])).json as { prompts: readonly { task: string }[] };
    expect(prompts.map(({ task }) => task)).toEqual([
      'segment',
      'abstract',
      'describe',
      'contrast',
      'rewrite',
      'attribute',
      'facts',
      'likelihood',
    ]);
  });

  it('refuses to set what cannot work, asks nobody for it, and says how it is tried [Y1]', async () => {
    const asked = server.requests.length;
    const missing = await here(['reasoner', 'set', 'local', '--folder', join(folder, 'no-such')]);
    expect(missing).toMatchObject({ status: 1, json: { error: { code: 'MODEL_MISSING' } } });
    expect((await here(['reasoner', 'status'])).json).toMatchObject({ settings: { kind: 'server' } });
    let text = '';
    const streams = { stdout: (part: string) => void (text += part), stderr: () => undefined, isTerminal: false };
    await runCli(['reasoner', 'set', 'server', '--model', 'small'], streams);
    expect(text).toContain('knack reasoner test');
    expect(server.requests).toHaveLength(asked);
  });

  it.each([
    [['reasoner', 'think']],
    [['reasoner', 'set', 'oracle']],
    [['reasoner', 'set', 'server', '--address', 'nonsense']],
    [['reasoner', 'set', 'server', '--address', 'ftp://127.0.0.1/v1']],
    [['reasoner', 'set', 'server', '--address', 'http://me:secret@127.0.0.1/v1']],
    [['reasoner', 'set', 'local', '--folder', '']],
    [['reasoner', 'set', 'server', '--retries', 'many']],
    [['reasoner', 'set', 'server', '--concurrency', '99']],
    [['reasoner', 'describe', '--memory', 'x']],
  ])('refuses %j', async (words) => {
    expect((await here(words)).status).toBe(2);
  });
});

it('a key of the environment is found in no file, no output, no snapshot, no journal and no report of a crash', async () => {
  await knack(
    ['reasoner', 'set', 'server', '--address', server.address, '--model', 'small', '--retries', '0'],
    withKey(),
  );
  await knack(['build', join(folder, 'episodes.jsonl'), '--memory', memory], withKey());
  const id = await firstId();
  // A server that tells the key to everybody, in an error and in an answer.
  server.behave({ kind: 'status', status: 401, body: JSON.stringify({ error: { message: `bad key: ${canary}` } }) });
  expect((await knack(['reasoner', 'describe', id, '--memory', memory], withKey())).json).toMatchObject({
    error: { code: 'REASONER_FAILED', happened: expect.stringContaining('[key]') },
  });
  server.behave({ kind: 'say', text: JSON.stringify({ goal: `settle it with ${canary}`, because: canary }) });
  const told = await knack(['reasoner', 'describe', id, '--memory', memory], withKey());
  expect(told.json).toMatchObject({ proposalId: expect.any(String) });
  expect(server.requests.at(-1)?.authorization).toBe(`Bearer ${canary}`);
  for (const as of ['snapshot', 'jsonl', 'html']) {
    await knack(['export', join(folder, `out.${as}`), '--as', as, '--memory', memory], withKey());
  }
  await knack(['list', 'events', '--memory', memory]);
  const events =
    ((await knack(['list', 'events', '--memory', memory])).json as readonly { id: string }[]).at(-1)?.id ?? '';
  await knack(['show', events, '--memory', memory]);

  // A report of the process as a crash writes it, while a question is under way; and an end by a signal.
  server.behave({ kind: 'stalls' });
  const sent = server.requests.length;
  const reports = join(folder, 'reports');
  await mkdir(reports);
  const flags = ['--report-on-signal', '--report-signal=SIGUSR2', `--report-directory=${reports}`];
  const child = spawn(process.execPath, [...flags, cli, 'reasoner', 'test'], {
    env: withKey(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = new Promise((done) => child.once('close', done));
  while (server.requests.length === sent) await new Promise((done) => setTimeout(done, 20));
  child.kill('SIGUSR2');
  while ((await readdir(reports)).length === 0) await new Promise((done) => setTimeout(done, 20));
  child.kill('SIGINT');
  await ended;
  expect(printed).toContain('small');
  expect(printed).not.toContain(canary);
  expect(await filesWith('settle what was asked')).not.toEqual([]);
  expect(await filesWith(canary)).toEqual([]);
}, 120_000);
