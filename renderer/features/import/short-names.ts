import { baseName } from '../../ui/index.ts';

/** What each path is called in a list: its name, and its folder before it where several have that name. */
export function shortNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(baseName(path), (counts.get(baseName(path)) ?? 0) + 1);
  return new Map(
    paths.map((path) => {
      const name = baseName(path);
      return [path, (counts.get(name) ?? 0) < 2 ? name : path.split(/[\\/]/).slice(-2).join('/')];
    }),
  );
}
