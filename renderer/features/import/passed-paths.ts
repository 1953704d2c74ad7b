import { useEffect } from 'react';
import { z } from 'zod';
import { setParams, useRoute } from '../../state/index.ts';
import { useImport } from './use-import.ts';

const pathsSchema = z.array(z.string().min(1)).catch([]);

/** The paths that an address names: `paths`, a JSON list. Anything else names none. */
export function parsePassed(text: string | undefined): readonly string[] {
  try {
    return pathsSchema.parse(JSON.parse(text ?? '[]'));
  } catch {
    return []; // An address can be typed by hand.
  }
}

/** Looks once at the files that were passed to the start or chosen in the menu; the address then forgets them. */
export function usePassedPaths(): void {
  const given = useRoute().params['paths'];
  const { addPaths } = useImport();
  useEffect(() => {
    const paths = parsePassed(given);
    if (paths.length === 0) return;
    setParams({ paths: undefined });
    void addPaths(paths);
  }, [given, addPaths]);
}
