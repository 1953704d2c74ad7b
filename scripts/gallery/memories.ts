import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeProposals } from '../../e2e/fixtures/proposals.ts';
import { startHost, type HostProcess } from '../../e2e/host-process.ts';
import { attach } from '../../electron/hosts/serve.ts';

const samples = resolve(import.meta.dirname, '../../resources/samples');

/** The way to the host of one memory, and the first of its items. */
export interface Door {
  readonly name: string;
  /** `ws://127.0.0.1:PORT/rpc`. */
  readonly socket: string;
  readonly token: string;
  /** The first procedure, meta-procedure and trajectory, where there is one. */
  readonly first: Readonly<Partial<Record<'procedure' | 'meta' | 'trajectory', string>>>;
}

export interface Memories {
  readonly doors: readonly Door[];
  close(): Promise<void>;
}

/**
 * Memories with nothing, one procedure, the samples, and very many, each with a host of its own.
 *
 * @param devices how many devices the largest has; each makes a procedure and a proposal. 0 leaves it out.
 */
export async function openMemories(devices: number): Promise<Memories> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-gallery-'));
  const [one, veryMany] = [join(folder, 'one.jsonl'), join(folder, 'very-many.jsonl')];
  await writeProposals(one, 1);
  if (devices > 0) await writeProposals(veryMany, devices);
  const files = (await readdir(samples)).filter((name) => /\.(jsonl?|ndjson|csv)$/.test(name));
  const wanted = [
    { name: 'empty', paths: [] },
    { name: 'one', paths: [one] },
    { name: 'many', paths: files.map((name) => join(samples, name)) },
    ...(devices > 0 ? [{ name: 'very-many', paths: [veryMany] }] : []),
  ];
  const hosts: HostProcess[] = [];
  const doors: Door[] = [];
  for (const { name, paths } of wanted) {
    const memory = join(folder, name);
    const host = await startHost({ data: join(folder, `${name}-data`), home: folder, memory });
    hosts.push(host);
    const { origin, searchParams } = new URL(host.address);
    const first = await fill(memory, paths);
    doors.push({ name, socket: `${origin.replace('http', 'ws')}/rpc`, token: searchParams.get('token') ?? '', first });
  }
  return {
    doors,
    close: async () => {
      await Promise.all(hosts.map((host) => host.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fill(memory: string, paths: readonly string[]): Promise<Door['first']> {
  const attached = await attach(memory);
  if (attached === null) throw new Error(`The host of ${memory} does not answer.`);
  const { client, close } = attached;
  if (paths.length > 0) for await (const _ of await client.imports.run({ paths: [...paths] }));
  const [procedures, metas, trajectories] = await Promise.all([
    client.library.procedures(),
    client.library.metas(),
    client.trajectories.list(),
  ]);
  close();
  const ids = { procedure: procedures[0]?.id, meta: metas[0]?.id, trajectory: trajectories[0]?.id };
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined));
}
