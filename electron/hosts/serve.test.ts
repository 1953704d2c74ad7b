import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventIterator, os } from '@orpc/server';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { attach, serve, type Serving } from './serve.ts';

let folder: string;
let serving: Serving;
let setMemory: (memory: string | null) => void;
let sent: number;

/** A router with a call, and a stream that counts what it was asked for. */
const router = {
  echo: os.input(z.string()).handler(({ input }) => input),
  count: os.output(eventIterator(z.string())).handler(async function* () {
    for (let index = 0; index < 64; index += 1) {
      sent = index + 1;
      yield 'x'.repeat(1024 * 1024);
    }
  }),
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-serve-'));
  await mkdir(join(folder, 'pages/assets'), { recursive: true });
  await writeFile(join(folder, 'pages/index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'pages/assets/app-1.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'not served');
  serving = await serve({
    router,
    pages: join(folder, 'pages'),
    maxUploadBytes: 1024 * 1024,
    watchMemory: (listener) => {
      setMemory = listener;
      listener(null);
      return () => undefined;
    },
  });
});

afterEach(async () => {
  await serving.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ask {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function ask({ path, method = 'GET', headers = {}, body }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest({ host: '127.0.0.1', port: serving.port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

const own = (): string => `http://127.0.0.1:${serving.port}`;
const token = (): string => new URL(serving.address).searchParams.get('token') ?? '';
async function cookie(): Promise<string> {
  const { headers } = await ask({ path: `/?token=${token()}` });
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

/** Resolves with 'open', or with the status that refused the channel. */
function tryChannel(headers: Record<string, string>, path = '/rpc'): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${serving.port}${path}`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_, response) => {
      socket.on('error', () => undefined);
      resolve(String(response.statusCode));
      socket.terminate();
    });
    socket.on('error', () => resolve('error'));
  });
}

describe('who is let in over HTTP', () => {
  it('listens on the loopback address only and prints the token in the address', () => {
    expect(serving.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  });

  it('says what is wrong with a port', async () => {
    const options = { router, pages: folder, watchMemory: () => () => undefined };
    for (const port of [serving.port, -1, 70_000, Number.NaN]) {
      await expect(serve({ ...options, port })).rejects.toMatchObject({ code: 'WRONG_USE' });
    }
  });

  it('gives nothing without the token', async () => {
    for (const path of ['/', '/assets/app-1.js', '/upload?name=a', '/nothing']) {
      expect((await ask({ path })).status).toBe(401);
    }
  });

  it('refuses a token of another start', async () => {
    const answer = await ask({ path: `/?token=${'x'.repeat(43)}` });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('exchanges the token for a strict cookie that is not the token, and takes it out of the address', async () => {
    const answer = await ask({ path: `/?token=${token()}&view=x` });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/?view=x');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^knack-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(answer.headers['set-cookie']?.[0]).not.toContain(token());
  });

  it('lets in who follows the address from another site, by a page that loads itself again', async () => {
    const path = `/?token=${token()}&view=${encodeURIComponent('"><script>')}`;
    const answer = await ask({ path, headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('content="0;url=/?view=%22%3E%3Cscript%3E"');
    expect(answer.text).not.toContain(token());
  });

  it('serves pages to the cookie', async () => {
    const headers = { cookie: await cookie() };
    const index = await ask({ path: '/', headers });
    expect(index.text).toContain('<title>page</title>');
    expect((await ask({ path: '/assets/app-1.js', headers })).headers['content-type']).toContain('text/javascript');
  });

  it('refuses another Host, as a page rebound by DNS has it', async () => {
    const headers = { cookie: await cookie(), host: `evil.example:${serving.port}` };
    expect((await ask({ path: '/', headers })).status).toBe(421);
    expect((await ask({ path: `/?token=${token()}`, headers: { host: 'localhost' } })).status).toBe(421);
  });

  it('refuses another Origin and another site', async () => {
    const session = await cookie();
    const crossing = { cookie: session, origin: 'http://evil.example' };
    expect((await ask({ path: '/', headers: crossing })).status).toBe(403);
    expect((await ask({ path: '/', headers: { cookie: session, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    const near = { cookie: session, origin: `http://127.0.0.1:${serving.port + 1}` };
    expect((await ask({ path: '/', headers: near })).status).toBe(403);
  });

  it('never leaves the folder of the pages', async () => {
    const headers = { cookie: await cookie() };
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/%00',
      '/%zz',
    ]) {
      expect((await ask({ path, headers })).status).toBe(404);
    }
  });
});

describe('headers', () => {
  it('sends the policy with every answer, also with a refusal', async () => {
    for (const answer of [await ask({ path: '/' }), await ask({ path: '/', headers: { cookie: await cookie() } })]) {
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${serving.port}`);
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
    }
  });
});

describe('uploads', () => {
  const post = async (name: string, body: Buffer): Promise<Answer> =>
    ask({
      path: `/upload?name=${encodeURIComponent(name)}`,
      method: 'POST',
      headers: { cookie: await cookie(), origin: own() },
      body,
    });

  it('streams a body to a file with the name that it had', async () => {
    const bytes = Buffer.from('one\ntwo\n');
    const answer = await post('../../etc/runs 1.jsonl', bytes);
    const { path } = z.object({ path: z.string() }).parse(JSON.parse(answer.text));
    expect(path.endsWith('runs 1.jsonl')).toBe(true);
    expect(await readFile(path)).toEqual(bytes);
    expect((await stat(path)).mode & 0o077).toBe(0);
    await serving.close();
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('refuses more than the bound and keeps nothing of it', async () => {
    const before = await ownUploads();
    const status = await post('large.bin', Buffer.alloc(3 * 1024 * 1024)).then(
      (answer) => answer.status,
      () => 'closed', // The host may close before the client has sent everything.
    );
    expect([413, 'closed']).toContain(status);
    for (const name of await ownUploads()) {
      if (!before.includes(name)) expect(await readdir(join(tmpdir(), name))).toEqual([]);
    }
  });

  it('needs an Origin: a form of another site has the cookie at most', async () => {
    const headers = { cookie: await cookie() };
    expect((await ask({ path: '/upload?name=a', method: 'POST', headers, body: Buffer.from('a') })).status).toBe(403);
  });

  const ownUploads = async (): Promise<readonly string[]> =>
    (await readdir(tmpdir())).filter((name) => name.startsWith(`knack-upload-${process.pid}-`));
});

describe('the channel', () => {
  it('opens for our own page with the cookie', async () => {
    expect(await tryChannel({ cookie: await cookie(), origin: own() })).toBe('open');
  });

  it.each([
    ['no cookie', async () => ({ origin: own() }), '401'],
    ['no origin', async () => ({ cookie: await cookie() }), '403'],
    ['another origin', async () => ({ cookie: await cookie(), origin: 'http://evil.example' }), '403'],
    ['another host', async () => ({ cookie: await cookie(), origin: own(), host: 'evil.example' }), '421'],
    ['a wrong token', async () => ({ authorization: 'Bearer wrong' }), '403'],
    [
      'a token from another origin',
      async () => ({ authorization: `Bearer ${token()}`, origin: 'http://evil.example' }),
      '403',
    ],
  ])('stays shut with %s', async (_, headers, status) => {
    expect(await tryChannel(await headers())).toBe(status);
  });

  it('is at /rpc alone, and the token in an address opens none', async () => {
    expect(await tryChannel({ cookie: await cookie(), origin: own() }, '/other')).toBe('404');
    expect(await tryChannel({}, `/rpc?token=${token()}`)).toBe('403');
  });

  it('ends a client that sends more than a message may hold, and goes on with others', async () => {
    const headers = { cookie: await cookie(), origin: own() };
    const rude = new WebSocket(`ws://127.0.0.1:${serving.port}/rpc`, { headers });
    rude.on('error', () => undefined);
    const gone = new Promise((resolve) => rude.on('close', resolve));
    rude.on('open', () => rude.send(Buffer.alloc(9 * 1024 * 1024)));
    await gone;
    expect(await tryChannel(headers)).toBe('open');
  });

  it('does not run ahead of a client that does not read', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${serving.port}/rpc`, {
      headers: { authorization: `Bearer ${token()}` },
    });
    await new Promise((resolve) => socket.on('open', resolve));
    // oxlint-disable-next-line typescript/no-explicit-any -- the test's own router has no contract type
    const client = createORPCClient<any>(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
    const stream = (await client.count()) as AsyncGenerator<string>;
    await stream.next();
    socket.pause();
    // Nothing says when a sender has stopped, so the count is read until it stands still.
    let last = -1;
    while (last !== sent) {
      last = sent;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(sent).toBeLessThan(64);
    socket.resume();
    let received = 1;
    for await (const part of stream) received += part.length > 0 ? 1 : 0;
    expect(received).toBe(64);
    socket.close();
  });
});

describe('the host file', () => {
  const settled = async (path: string, isThere: boolean): Promise<void> => {
    await vi.waitFor(async () =>
      expect(
        await stat(path).then(
          () => true,
          () => false,
        ),
      ).toBe(isThere),
    );
  };

  it('follows the open memory, only the user can read it, and it goes at the end', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    setMemory(one);
    await settled(join(one, 'host.json'), true);
    expect((await stat(join(one, 'host.json'))).mode & 0o777).toBe(0o600);
    setMemory(two);
    await settled(join(two, 'host.json'), true);
    await settled(join(one, 'host.json'), false);
    await serving.close();
    await settled(join(two, 'host.json'), false);
  });

  it('lets a terminal attach, and answers null when the host is gone', async () => {
    const memory = join(folder, 'memory');
    setMemory(memory);
    await settled(join(memory, 'host.json'), true);
    const left = await readFile(join(memory, 'host.json'), 'utf8');
    const attached = await attach(memory);
    expect(attached?.address).toBe(own());
    attached?.close();
    await serving.close();
    expect(await attach(memory)).toBeNull();
    await writeFile(join(memory, 'host.json'), left);
    expect(await attach(memory)).toBeNull();
  });

  it('is not written for a memory in an object store', async () => {
    setMemory('s3://bucket/memory');
    await serving.close();
    expect(await attach('s3://bucket/memory')).toBeNull();
  });
});
