/**
 * The address of the view that takes files: a snapshot (`.knack`, the files that the system gives to us) becomes a new
 * memory, everything else is looked at for import. The person still decides whether anything is done.
 */
export function viewOfFiles(paths: readonly string[]): string {
  const [first = ''] = paths;
  if (paths.length === 1 && /\.knack$/i.test(first)) return `#/export?snapshot=${encodeURIComponent(first)}`;
  return `#/import?paths=${encodeURIComponent(JSON.stringify(paths))}`;
}
