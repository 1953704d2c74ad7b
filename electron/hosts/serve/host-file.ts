import { chmod, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How a command on this machine reaches the host that holds a memory. Only the user can read the file. */
export const hostFileSchema = z
  .object({
    address: z.url({ protocol: /^http$/ }),
    token: z.string(),
    pid: z.number().int(),
    /** The folder that the host holds. In a copy of the folder the file is copied too, and leads nowhere. */
    memory: z.string(),
  })
  .readonly();
export type HostFile = z.infer<typeof hostFileSchema>;

const pathOf = (memory: string): string => join(memory, 'host.json');

/** A memory in an object store has no folder, and so no such file. */
const isFolder = (memory: string): boolean => !/^[a-z][a-z0-9+.-]+:\/\//i.test(memory);

/** The host that says it holds this memory; null where there is none, or nothing that can be read. */
export async function readHostFile(memory: string): Promise<HostFile | null> {
  if (!isFolder(memory)) return null;
  try {
    const parsed = hostFileSchema.safeParse(JSON.parse(await readFile(pathOf(memory), 'utf8')));
    return parsed.success && parsed.data.memory === (await realpath(memory)) ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Written beside and renamed, so that nobody reads half of it. */
export async function writeHostFile(memory: string, host: Omit<HostFile, 'memory'>): Promise<void> {
  if (!isFolder(memory)) return;
  await mkdir(memory, { recursive: true });
  const draft = `${pathOf(memory)}.${host.pid}`;
  const file: HostFile = { ...host, memory: await realpath(memory) };
  await writeFile(draft, JSON.stringify(file), { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, pathOf(memory));
}

/** Removes the file when it is ours; another host may have taken the memory meanwhile. */
export async function removeHostFile(memory: string, token: string): Promise<void> {
  const host = await readHostFile(memory);
  if (host?.token === token) await rm(pathOf(memory), { force: true });
}
