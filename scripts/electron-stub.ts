import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The mark in Electron's binary before its fuses, by which they are found and set. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 8;

/**
 * Makes a folder that stands for Electron's runtime where that cannot be had, so that everything else of packing is
 * real: file lists, archive, unpacked binaries, fuses. Its program says what it is, and runs nothing.
 *
 * @returns the folder, in the system's temporary folder
 */
export async function makeElectronStub(version: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-electron-stub-'));
  await mkdir(join(folder, 'resources'));
  await mkdir(join(folder, 'locales'));
  await writeFile(join(folder, 'locales/en-US.pak'), '');
  await writeFile(join(folder, 'version'), version);
  await writeFile(join(folder, 'LICENSE'), 'This folder stands for a runtime that is not here.\n');
  await writeFile(join(folder, 'LICENSES.chromium.html'), '');
  // Fuse wire: the mark, its version, the number of fuses, and each fuse as it is shipped (0 off, 1 on).
  const wire = Buffer.concat([Buffer.from(fuseMark), Buffer.from([1, fuseCount]), Buffer.from('1'.repeat(fuseCount))]);
  const script = '#!/bin/sh\necho "This was packed without the runtime of Electron." >&2\nexit 1\n';
  const program = join(folder, 'electron');
  await writeFile(program, Buffer.concat([Buffer.from(script), wire]));
  await chmod(program, 0o755);
  return folder;
}
