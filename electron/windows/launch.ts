import { isAbsolute, resolve } from 'node:path';
import { viewOfDeepLink } from './page-address.ts';
import { viewOfFiles } from '../../shared/file-address.ts';

/**
 * The view that a start asks for: files to look at, or a deep link; null for a plain start.
 *
 * @param options the command line after the program (and, in development, after the folder of the application)
 * @param folder the working folder that relative paths are of
 */
export function viewOfLaunch(options: readonly string[], folder: string): string | null {
  const given = options.filter((option) => !option.startsWith('-'));
  const link = given.find((option) => option.startsWith('knack:'));
  if (link !== undefined) return viewOfDeepLink(link);
  const paths = given.map((path) => (isAbsolute(path) ? path : resolve(folder, path)));
  return paths.length === 0 ? null : viewOfFiles(paths);
}
