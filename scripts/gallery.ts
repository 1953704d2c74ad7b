import { parseArgs } from 'node:util';
import { buildIfNeeded } from './built.ts';
import { buildGallery } from './gallery/build.ts';
import { openMemories } from './gallery/memories.ts';
import { serveGallery } from './gallery/server.ts';

/**
 * `npm run gallery [-- --devices N] [--port N]`: every view in every state, on real engines; `--devices` says how many
 * procedures the memory of very many begins with. Ends with Ctrl+C and leaves nothing behind.
 */
export async function main(rest: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...rest],
    options: { devices: { type: 'string', default: '1000' }, port: { type: 'string', default: '0' } },
  });
  const status = (await buildIfNeeded()) || (await buildGallery());
  if (status !== 0) return status;
  console.log('Making the memories of the gallery.');
  const memories = await openMemories(Number(values.devices));
  const gallery = await serveGallery({ memories: memories.doors, port: Number(values.port) });
  console.log(`The gallery is at ${gallery.address}`);
  await new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end());
  });
  gallery.close();
  await memories.close();
  return 0;
}
