import type { Random } from '../random.ts';

/** A small tree of text files, worked on by shell lines. Keys of `files` are paths from the root. */
export interface Archive {
  readonly folders: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

export interface Errand {
  readonly request: string;
  /** The word that only one file holds. */
  readonly word: string;
  readonly target: string;
}

export interface Answer {
  readonly archive: Archive;
  readonly response: string;
}

const WORDS = ['harbour', 'tulip', 'copper', 'meadow', 'signal', 'willow'];
const NAMES = ['notes', 'letter', 'list', 'report', 'draft'];
const SUBJECTS = ['weather', 'tides', 'crews', 'stores', 'repairs'];

export function drawErrand(random: Random): { readonly archive: Archive; readonly errand: Errand } {
  const word = random.pick(WORDS);
  const names = random.shuffle(NAMES).slice(0, 4);
  const holder = random.pick(names);
  const files = Object.fromEntries(
    names.map((name) => [`papers/${name}.txt`, `${random.pick(SUBJECTS)} ${name === holder ? word : 'nothing new'}`]),
  );
  const target = random.pick(['keep', 'found', 'chosen']);
  const request = random.pick([
    `Copy the paper that mentions ${word} into the folder ${target}.`,
    `One of the papers is about ${word}. Put a copy into ${target}.`,
  ]);
  const folders = random.chance(0.4) ? ['papers', target] : ['papers'];
  return { archive: { folders, files }, errand: { request, word, target } };
}

/** Whether exactly the paper with the word was copied. */
export function isCopied({ files }: Archive, { word, target }: Errand): boolean {
  const copies = Object.entries(files).filter(([path]) => path.startsWith(`${target}/`));
  return copies.length === 1 && copies.every(([, text]) => text.includes(word));
}

/** Runs one shell line of the few that this shell knows. */
export function runLine(archive: Archive, line: string): Answer {
  const [command = '', first = '', second = ''] = line.split(' ');
  switch (command) {
    case 'ls':
      return list(archive, first);
    case 'grep':
      return search(archive, first);
    case 'mkdir':
      return makeFolder(archive, first);
    case 'cp':
      return copy(archive, first, second);
    default:
      return { archive, response: `${command}: unknown command` };
  }
}

function list(archive: Archive, folder: string): Answer {
  if (folder === '') return { archive, response: archive.folders.join('\n') };
  if (!archive.folders.includes(folder)) return { archive, response: `ls: ${folder}: no such folder` };
  const inside = Object.keys(archive.files).filter((path) => path.startsWith(`${folder}/`));
  return { archive, response: inside.join('\n') };
}

function search(archive: Archive, word: string): Answer {
  const hits = Object.entries(archive.files).filter(([, text]) => text.includes(word));
  return { archive, response: hits.map(([path, text]) => `${path}: ${text}`).join('\n') };
}

function makeFolder(archive: Archive, folder: string): Answer {
  if (archive.folders.includes(folder)) return { archive, response: `mkdir: ${folder}: exists` };
  return { archive: { ...archive, folders: [...archive.folders, folder] }, response: '' };
}

function copy(archive: Archive, from: string, folder: string): Answer {
  const text = archive.files[from];
  if (text === undefined) return { archive, response: `cp: ${from}: no such file` };
  if (!archive.folders.includes(folder)) return { archive, response: `cp: ${folder}: no such folder` };
  const to = `${folder}/${from.slice(from.lastIndexOf('/') + 1)}`;
  return { archive: { ...archive, files: { ...archive.files, [to]: text } }, response: '' };
}
