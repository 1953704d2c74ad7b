import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PromptFile } from '../../../shared/contract/index.ts';
import { reasonerTasks } from '../../../shared/model/index.ts';
import type { ReasonerTask } from '../../../shared/model/index.ts';
import { sha256Hex } from '../identity/index.ts';
import { reasonerError } from './faults.ts';

export interface Prompt {
  readonly file: string;
  readonly system: string;
  /** With `{{material}}` where the material goes. */
  readonly request: string;
  /** SHA-256 of the file. */
  readonly digest: string;
}

/** Folders in which prompts may be, the first that has one wins. */
export interface PromptFolders {
  readonly memory: string | null;
  readonly user: string | null;
  /** Those that came with Knack; they are all there. */
  readonly knack: string;
}

const placeholder = '{{material}}';

/** Where the prompt of each task is read from [Y2]. */
export async function listPrompts(folders: PromptFolders): Promise<readonly PromptFile[]> {
  return Promise.all(
    reasonerTasks.map(async (task) => {
      const { from, file } = await find(task, folders);
      return { task, from, file };
    }),
  );
}

/** @throws KnackError FILE_UNREADABLE for a prompt without its parts */
export async function loadPrompt(task: ReasonerTask, folders: PromptFolders): Promise<Prompt> {
  const { file, text } = await find(task, folders);
  const [, system, request] = /^# System$([\s\S]*)^# Request$([\s\S]*)$/m.exec(text.replaceAll('\r\n', '\n')) ?? [];
  if (system === undefined || request === undefined || !request.includes(placeholder)) {
    throw reasonerError(
      `The prompt ${file} cannot be used: it needs a line "# System", a line "# Request", and ${placeholder} below the second.`,
      'Mend it, or delete it: then the one that came with Knack is used.',
      'FILE_UNREADABLE',
    );
  }
  return { file, system: system.trim(), request: request.trim(), digest: sha256Hex(text) };
}

/** A placeholder that stands in the material itself is no placeholder. */
export function fillPrompt({ request }: Prompt, material: string): string {
  return request.split(placeholder).join(material);
}

async function find(
  task: ReasonerTask,
  folders: PromptFolders,
): Promise<{ readonly from: PromptFile['from']; readonly file: string; readonly text: string }> {
  for (const from of ['memory', 'user', 'knack'] as const) {
    const folder = folders[from];
    if (folder === null) continue;
    const file = join(folder, `${task}.md`);
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) return { from, file, text };
  }
  throw reasonerError(
    `There is no prompt ${task}.md in ${folders.knack}.`,
    'Install Knack again, or write one.',
    'FILE_UNREADABLE',
  );
}
