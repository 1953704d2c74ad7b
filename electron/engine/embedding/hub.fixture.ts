import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What goes wrong with the weights. */
export type HubFault = 'breaks-off' | 'wrong-checksum' | 'too-long' | 'silent';

/** A hub on loopback that has the model of a folder as `some/tiny`. */
export interface TestHub {
  readonly address: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  fault: HubFault | null;
  stop(): Promise<void>;
}

const files = ['README.md', 'config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'];
const weights = 'onnx/model.onnx';

export async function startHub(folder: string): Promise<TestHub> {
  const asked: string[] = [];
  const bytesOf = (name: string): Promise<Buffer> => readFile(join(folder, name));
  const list = async (): Promise<unknown> =>
    Promise.all(
      files.map(async (path) => {
        const bytes = await bytesOf(path);
        const git = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const isWrong = hub.fault === 'wrong-checksum';
        const lfs = { oid: isWrong ? sha256.replaceAll(/./g, '0') : sha256, size: bytes.length };
        return { type: 'file', path, size: bytes.length, oid: git, ...(path === weights ? { lfs } : {}) };
      }),
    );
  const send = (response: ServerResponse, bytes: Buffer, name: string): void => {
    const fault = name === weights ? hub.fault : null;
    if (fault === 'too-long') response.writeHead(200).end(Buffer.concat([bytes, bytes]));
    else if (fault === 'silent') response.writeHead(200).write(bytes.subarray(0, 10));
    else if (fault === 'breaks-off') {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 10), () => response.destroy());
    } else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const name = /^\/some\/tiny\/resolve\/main\/([\w./]+)$/.exec(path)?.[1];
    const answer = async (): Promise<void> => {
      if (path.startsWith('/api/models/some/tiny/tree/main')) response.writeHead(200).end(JSON.stringify(await list()));
      else send(response, await bytesOf(name ?? 'absent'), name ?? '');
    };
    answer().catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A server that listens on a port has an address.
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  const hub: TestHub = { address: `http://127.0.0.1:${port}/`, asked, fault: null, stop };
  return hub;
}
