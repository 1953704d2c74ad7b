import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Where the installation is, and what it is. */
export interface Installation {
  readonly version: string;
  /** The folder with `models` and `samples`. */
  readonly resources: string;
  /** The folder of the built renderer. */
  readonly pages: string;
}

/** The installation that a file of ours is part of: the folder above it that has `resources/models`. */
export function findInstallation(from: string): Installation {
  let root = from;
  while (!existsSync(join(root, 'resources', 'models')) && dirname(root) !== root) root = dirname(root);
  const described = z.object({ version: z.string() }).safeParse(readJson(join(root, 'package.json')));
  return {
    version: described.success ? described.data.version : '0',
    resources: join(root, 'resources'),
    pages: join(root, 'out', 'renderer'),
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
