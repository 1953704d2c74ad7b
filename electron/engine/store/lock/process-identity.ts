import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Enough to tell one process from every other, also from a later one with the same number. */
export interface ProcessIdentity {
  readonly machine: string;
  readonly pid: number;
  /** When the process started, in the machine's own words; null where the machine does not say (Windows). */
  readonly started: string | null;
}

export async function identifyThisProcess(): Promise<ProcessIdentity> {
  return { machine: hostname(), pid: process.pid, started: await startOf(process.pid) };
}

/**
 * 'gone' when no such process lives or its number went to another one; 'alive' when it lives;
 * 'elsewhere' when it belongs to another machine, so that this one cannot tell.
 */
export async function whereabouts(identity: ProcessIdentity): Promise<'alive' | 'gone' | 'elsewhere'> {
  if (identity.machine !== hostname()) return 'elsewhere';
  if (!isAlive(identity.pid)) return 'gone';
  const started = await startOf(identity.pid);
  return started === null || identity.started === null || started === identity.started ? 'alive' : 'gone';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return startOnLinux(pid);
  if (process.platform === 'win32') return null;
  return run('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { ...process.env, LC_ALL: 'C' } }).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
}

/** Field 22 of /proc/PID/stat counts ticks since the boot, so the boot is named with it. */
async function startOnLinux(pid: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    return fields[0] === 'Z' ? 'ended' : `${boot.trim()}/${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}
