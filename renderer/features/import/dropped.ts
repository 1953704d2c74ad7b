/** A folder drop may hold any number of files; no more than this are taken at once. */
export const mostFiles = 20_000;

export interface Dropped {
  readonly files: readonly File[];
  /** There were more than `mostFiles`. */
  readonly isCut: boolean;
}

/** What a drop holds: entries that can be walked, and files that have none (a drag that a program made). */
export interface DropContents {
  readonly entries: readonly FileSystemEntry[];
  readonly files: readonly File[];
}

/** Has to be called while the event is handled: a moment later the browser has emptied it. The contents stay. */
export function contentsOf(items: DataTransferItemList): DropContents {
  const entries: FileSystemEntry[] = [];
  const files: File[] = [];
  for (const item of [...items].filter(({ kind }) => kind === 'file')) {
    const entry = item.webkitGetAsEntry();
    const file = entry === null ? item.getAsFile() : null;
    if (entry !== null) entries.push(entry);
    if (file !== null) files.push(file);
  }
  return { entries, files };
}

/** All files below the entries, folders first to last; names that begin with a dot are left out. */
export async function filesOf(entries: readonly FileSystemEntry[]): Promise<Dropped> {
  const files: File[] = [];
  const waiting = [...entries].toReversed();
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    if (files.length >= mostFiles) return { files, isCut: true };
    if (entry.name.startsWith('.')) continue;
    if (isFile(entry)) files.push(await fileOf(entry));
    else if (isFolder(entry)) waiting.push(...(await childrenOf(entry)).toReversed());
  }
  return { files, isCut: false };
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives about a hundred entries a call, and none when there are no more. Sorted by name, so that order is stable. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    children.push(...some);
  }
}
