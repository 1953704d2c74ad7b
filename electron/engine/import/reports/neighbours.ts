import { basename, dirname, extname, join, sep } from 'node:path';
import { type ByteSource, firstBytes, mended } from '../bytes/index.ts';
import { parseJson } from '../clean.ts';
import { limits } from '../limits.ts';
import type { Verdicted } from '../outcome/index.ts';
import { mayBeReport, verdictsIn } from './verdicts.ts';

interface Told {
  readonly resolved: boolean;
  /** The report's own path. */
  readonly report: string;
}

/** A file that was given, and how its bytes are had. */
export interface Neighbour {
  readonly path: string;
  readonly bytes: number;
  open(): Promise<ByteSource>;
}

/** The files that were given together: reports among them tell the outcome of trajectories that do not tell it. */
export class Neighbours {
  readonly #files: readonly Neighbour[];
  #alike: ReadonlyMap<string, readonly Neighbour[]> | null = null;
  #told: Promise<ReadonlyMap<string, readonly Told[]>> | null = null;

  constructor(files: readonly Neighbour[]) {
    this.#files = files.filter(({ bytes }) => bytes <= limits.inMemory);
  }

  /** The files in the same folder whose names begin alike, up to the first dot. */
  siblingsOf(path: string): readonly Neighbour[] {
    this.#alike ??= Map.groupBy(this.#files, (file) => beginningOfName(file.path));
    return (this.#alike.get(beginningOfName(path)) ?? []).filter((file) => file.path !== path);
  }

  /**
   * The verdict on an instance by the report that is nearest to the file, by folders. The ids are tried in order, then
   * the file's name, then its folder's and that of the folder above. Null where no report knows it, and where reports as near as each other differ.
   */
  async verdictFor(path: string, ids: readonly string[]): Promise<Verdicted | null> {
    this.#told ??= readReports(this.#files);
    const told = await this.#told;
    const folder = dirname(path);
    const named = [basename(path, extname(path)), basename(path), basename(folder), basename(dirname(folder))];
    for (const id of [...ids, ...named]) {
      const known = told.get(id);
      if (known !== undefined) return nearest(path, known);
    }
    return null;
  }
}

function beginningOfName(path: string): string {
  return join(dirname(path), basename(path).split('.', 1)[0] ?? '');
}

function nearest(path: string, told: readonly Told[]): Verdicted | null {
  const near = told.map((one) => ({ ...one, shared: sharedFolders(path, one.report) }));
  const most = near.reduce((best, { shared }) => Math.max(best, shared), 0);
  const [first, ...others] = near.filter(({ shared }) => shared === most);
  if (first === undefined || others.some(({ resolved }) => resolved !== first.resolved)) return null;
  const { resolved, report } = first;
  return {
    outcome: resolved ? 'success' : 'failure',
    verdict: { field: `resolved in ${basename(report)}`, value: resolved },
  };
}

function sharedFolders(a: string, b: string): number {
  const [left, right] = [dirname(a).split(sep), dirname(b).split(sep)];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? left.length : differs;
}

async function readReports(files: readonly Neighbour[]): Promise<ReadonlyMap<string, readonly Told[]>> {
  const told = new Map<string, Told[]>();
  for (const file of files) {
    const report = file.path;
    for (const { id, resolved } of await reportAt(file)) {
      const names = id === null ? [basename(dirname(report)), basename(report, extname(report))] : [id];
      for (const name of names) told.set(name, [...(told.get(name) ?? []), { resolved, report }]);
    }
  }
  return told;
}

/** The verdicts in a file; a glance at its beginning tells whether it is worth reading. */
async function reportAt(file: Neighbour): ReturnType<typeof verdictsOf> {
  try {
    const head = (await beginningOf(file)).toString('utf8').trimStart();
    if (!head.startsWith('{')) return [];
    const glance = parseJson(mended(head));
    return typeof glance === 'object' && mayBeReport(glance.json) ? await verdictsOf(file) : [];
  } catch {
    // Whoever reads the file by itself tells what is wrong with it.
    return [];
  }
}

/** Of a file by itself only the beginning is read; what is in an archive is not to be had by its path. */
async function beginningOf({ path, open }: Neighbour): Promise<Buffer> {
  try {
    return await firstBytes(path, limits.headCharacters);
  } catch {
    return (await open()).head(limits.headCharacters);
  }
}

async function verdictsOf({ open }: Neighbour): Promise<ReturnType<typeof verdictsIn>> {
  const source = await open();
  const whole = parseJson((await source.head(source.size)).toString('utf8'));
  return typeof whole === 'string' ? [] : verdictsIn(whole.json);
}
