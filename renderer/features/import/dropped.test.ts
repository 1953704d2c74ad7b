import { describe, expect, it } from 'vitest';
import { filesOf } from './dropped.ts';

/** Entries as a browser gives them, in batches of two. */
function file(name: string): FileSystemEntry {
  const entry = {
    name,
    isFile: true,
    isDirectory: false,
    file: (done: (file: File) => void) => done(new File([''], name)),
  };
  return entry as unknown as FileSystemEntry;
}
function folder(name: string, children: readonly FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    const left = [...children];
    return { readEntries: (done: (some: FileSystemEntry[]) => void) => done(left.splice(0, 2)) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

describe('filesOf', () => {
  it('walks folders in the order of names and reads every batch', async () => {
    const tree = folder('runs', [file('c'), file('a'), folder('b', [file('2'), file('1'), file('3')]), file('d')]);
    const { files, isCut } = await filesOf([file('first'), tree]);
    expect(files.map(({ name }) => name)).toEqual(['first', 'a', '1', '2', '3', 'c', 'd']);
    expect(isCut).toBe(false);
  });

  it('leaves out what is hidden', async () => {
    const { files } = await filesOf([folder('.git', [file('x')]), folder('runs', [file('.DS_Store'), file('a')])]);
    expect(files.map(({ name }) => name)).toEqual(['a']);
  });
});
