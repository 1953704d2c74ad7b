import { basename, relative, resolve } from 'node:path';

/**
 * Where each file goes below the folder of what is written: its path below what was given, with the ending `.jsonl`. Two that
 * would have one name (also where capital letters are not told apart) get a number.
 */
export function outNames(given: readonly string[], files: readonly { readonly path: string }[]): readonly string[] {
  const taken = new Set<string>();
  return files.map(({ path }) => {
    const stem = below(given, path).replace(/\.[^./\\]{1,8}$/, '');
    let name = `${stem}.jsonl`;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${stem}-${number}.jsonl`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function below(given: readonly string[], path: string): string {
  const full = resolve(path);
  for (const root of given) {
    const from = relative(resolve(root), full);
    if (from === '') return basename(full);
    if (!from.startsWith('..') && resolve(root, from) === full) return from;
  }
  return basename(full);
}
