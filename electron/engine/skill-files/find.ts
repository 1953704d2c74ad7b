import { readdir, readFile, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KnackError } from '../../../shared/errors.ts';
import type { AgentSkill } from '../../../shared/model/index.ts';
import { skillLimits } from './limits.ts';
import { readSkill } from './read.ts';

export interface FoundSkills {
  /** In order of their files. */
  readonly skills: readonly AgentSkill[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

interface Finding {
  readonly files: string[];
  readonly skipped: { file: string; reason: string }[];
  entries: number;
}

const isSkillFile = (name: string): boolean => /^skill\.md$/i.test(name);

/** Folders that hold what tools keep for themselves; skills do stand in other hidden folders. */
const passedBy = new Set(['.git', 'node_modules', '__MACOSX']);

/**
 * Reads all skills at and below the paths: folders with a SKILL.md of any spelling, or such a file itself. Links are not followed.
 * @throws KnackError FILE_UNREADABLE when none of the paths exists, CANCELLED
 */
export async function findSkills(paths: readonly string[], signal?: AbortSignal): Promise<FoundSkills> {
  const finding: Finding = { files: [], skipped: [], entries: 0 };
  for (const path of paths) {
    const info = await stat(path).catch(() => null);
    if (info === null) finding.skipped.push({ file: path, reason: 'There is no such file or folder.' });
    else if (info.isDirectory()) await look(finding, path, { depth: 0, signal });
    else if (/\.(md|markdown)$/i.test(path)) finding.files.push(path);
    else finding.skipped.push({ file: path, reason: 'It is no SKILL.md.' });
  }
  if (paths.length > 0 && finding.files.length === 0 && finding.skipped.length === paths.length) throw nothing(finding);
  const skills: AgentSkill[] = [];
  for (const file of [...new Set(finding.files)].sort()) {
    signal?.throwIfAborted();
    const read = await readOne(file);
    if (typeof read === 'string') finding.skipped.push({ file, reason: read });
    else skills.push(read);
  }
  return { skills, skipped: finding.skipped };
}

function nothing({ skipped }: Finding): KnackError {
  const [first] = skipped;
  return new KnackError({
    code: 'FILE_UNREADABLE',
    happened: `${first?.file ?? ''}: ${first?.reason ?? ''}`,
    kept: 'Nothing was read or changed.',
    todo: 'Give a folder with a SKILL.md in it, or a folder of such folders.',
  });
}

interface Place {
  readonly depth: number;
  readonly signal: AbortSignal | undefined;
}

async function look(finding: Finding, folder: string, { depth, signal }: Place): Promise<void> {
  signal?.throwIfAborted();
  const skip = (file: string, reason: string): void => void finding.skipped.push({ file, reason });
  if (depth > skillLimits.depth) return skip(folder, `More than ${skillLimits.depth} folders deep.`);
  let entries: readonly Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return skip(folder, error instanceof Error ? error.message : String(error));
  }
  finding.entries += entries.length;
  if (finding.entries > skillLimits.entries || finding.files.length >= skillLimits.skills)
    return skip(folder, 'More than is looked at in one go.');
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const own =
    sorted.find((entry) => entry.isFile() && entry.name === 'SKILL.md') ??
    sorted.find((entry) => entry.isFile() && isSkillFile(entry.name));
  if (own !== undefined) finding.files.push(join(folder, own.name));
  for (const entry of sorted) {
    const place = join(folder, entry.name);
    if (entry.isSymbolicLink() && own === undefined) skip(place, 'A link: links are not followed.');
    // What stands below a skill belongs to it.
    else if (own === undefined && entry.isDirectory() && !passedBy.has(entry.name))
      await look(finding, place, { depth: depth + 1, signal });
  }
}

/** A skill, or why it is none. */
async function readOne(file: string): Promise<AgentSkill | string> {
  try {
    const info = await stat(file);
    if (info.size > skillLimits.fileBytes) return `It is larger than ${skillLimits.fileBytes / 1024} KiB.`;
    const spelling = basename(file);
    const siblings = await readdir(dirname(file), { withFileTypes: true });
    const others = siblings
      .filter(({ name }) => isSkillFile(spelling) && name !== spelling)
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .sort();
    return readSkill({ name: basename(dirname(file)), file, bytes: await readFile(file), spelling, others });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
