import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';
import { z } from 'zod';

const boundsSchema = z
  .object({
    x: z.number().int(),
    y: z.number().int(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  })
  .readonly();
export const windowStateSchema = z
  .object({ bounds: boundsSchema.nullable(), maximized: z.boolean(), hash: z.string() })
  .readonly();
/** Place and size in screen pixels, and the address (`#/...`) that the window showed. */
export type WindowState = z.infer<typeof windowStateSchema>;

export const firstState: WindowState = { bounds: null, maximized: false, hash: '' };

/** What was remembered; the first state when there is nothing that can be read. */
export async function readWindowState(file: string): Promise<WindowState> {
  try {
    const parsed = windowStateSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : firstState;
  } catch {
    return firstState;
  }
}

export async function writeWindowState(file: string, state: WindowState): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(state));
  await rename(`${file}.new`, file);
}

/** Forgets a place that no screen shows any more: at least 64 x 64 pixels of the window must be visible. */
export function fitToScreens(state: WindowState, screens: readonly Readonly<Rectangle>[]): WindowState {
  const { bounds } = state;
  if (bounds === null) return state;
  const isVisible = screens.some(
    (screen) => overlap(bounds, screen, 'x', 'width') >= 64 && overlap(bounds, screen, 'y', 'height') >= 64,
  );
  return isVisible ? state : { ...state, bounds: null };
}

// One axis at a time: how many pixels two rectangles share on it.
function overlap(
  one: Readonly<Rectangle>,
  other: Readonly<Rectangle>,
  ...[start, size]: ['x', 'width'] | ['y', 'height']
): number {
  return Math.min(one[start] + one[size], other[start] + other[size]) - Math.max(one[start], other[start]);
}
