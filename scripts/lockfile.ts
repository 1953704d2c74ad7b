import { readFile, writeFile } from 'node:fs/promises';

/** The parts of an entry of package-lock.json that matter here. */
export interface LockEntry {
  readonly version?: string;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/**
 * Adds the entries of optional platform packages that a registry did not list when the lock file was written.
 * Without them `npm ci` refuses the lock file (EUSAGE, "Missing: ... from lock file"), although no machine needs
 * all of them. An added entry has no integrity: npm takes it from the registry where the package can be had.
 */
export function completeLockfile(lock: Lockfile): { readonly lock: Lockfile; readonly added: readonly string[] } {
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, version]) => {
      const platform = isListed(lock, path, name) ? null : platformOf(name);
      return platform === null || !/^\d/.test(version)
        ? []
        : [[`node_modules/${name}`, { version, optional: true, ...platform }] as const];
    }),
  );
  // In npm's own order, so that a later "npm install" changes nothing but what it must.
  const packages = Object.fromEntries(
    [...Object.entries(lock.packages), ...missing].toSorted(([left], [right]) => left.localeCompare(right, 'en')),
  );
  return { lock: { ...lock, packages }, added: [...new Set(missing.map(([path]) => path))].toSorted() };
}

/** Whether `name`, asked for by the package at `from`, is found in its own or a higher node_modules. */
function isListed(lock: Lockfile, from: string, name: string): boolean {
  if (`${from === '' ? '' : `${from}/`}node_modules/${name}` in lock.packages) return true;
  return from !== '' && isListed(lock, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

/** Reads os, cpu and libc from a name such as `x-linux-arm64-musl`; null for a package that is for every platform. */
function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> | null {
  if (name.endsWith('-wasm32-wasi')) return { cpu: ['wasm32'] };
  const [, os, cpu, abi] =
    /-(linux|darwin|win32|android|freebsd|openharmony)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name) ?? [];
  if (os === undefined || cpu === undefined) return null;
  const libc = os === 'linux' && abi !== undefined ? [abi.startsWith('musl') ? 'musl' : 'glibc'] : null;
  return { os: [os], cpu: [cpu], ...(libc === null ? {} : { libc }) };
}

/** `npm run lockfile` after every change of a dependency; `--check` only tells. */
export async function main(options: readonly string[]): Promise<number> {
  const file = 'package-lock.json';
  // The file is npm's own and was read by npm before this script could start.
  const { lock, added } = completeLockfile(JSON.parse(await readFile(file, 'utf8')) as Lockfile);
  if (added.length === 0) return 0;
  if (options.includes('--check')) {
    console.error(`package-lock.json lacks ${added.join(', ')}: run "npm run lockfile".`);
    return 1;
  }
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: added ${added.join(', ')}.`);
  return 0;
}
