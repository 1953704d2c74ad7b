import { readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of a hundredth of a second, on every machine. */
const ticksPerSecond = 100;

/** Processor seconds of all threads of a process so far, its ended children apart; null where the system does not tell (it is no Linux). */
export function processorSeconds(pid: number): number | null {
  const fields = fieldsOf(String(pid));
  return fields === null ? null : (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Processor seconds of all children of this process that have ended. */
export function secondsOfEndedChildren(): number | null {
  const fields = fieldsOf('self');
  return fields === null ? null : (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/** The fields of `/proc/PID/stat` after the name, which may hold anything: the first is the state. */
function fieldsOf(pid: string): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
