import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportProgress } from '../../shared/contract/index.ts';
import { useApi } from './api.tsx';
import { useHello, useRefreshMemory } from './hooks.ts';

/** A folder below another, in the way of the platform that the host runs on. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return `${folder.replace(/[\\/]+$/, '')}${separator}${name}`;
}

export interface SampleMemory {
  /** Opens the sample memory; builds it from the sample trajectories when it is not there yet. */
  open(): void;
  cancel(): void;
  readonly isRunning: boolean;
  readonly progress: Extract<ImportProgress, { kind: 'progress' }> | null;
  readonly error: Error | null;
}

export function useSampleMemory(onReady: () => void): SampleMemory {
  const { client } = useApi();
  const hello = useHello().data;
  const refresh = useRefreshMemory();
  const controller = useRef<AbortController | null>(null);
  const [progress, setProgress] = useState<SampleMemory['progress']>(null);

  const build = async (): Promise<void> => {
    if (hello === undefined) return;
    const { signal } = (controller.current = new AbortController());
    const memory = await client.memory.open({ uri: joinPath(hello.home, 'sample'), create: true }, { signal });
    const { success, failure, unknown } = memory.counts.trajectories;
    if (success + failure + unknown > 0) return;
    for await (const event of await client.imports.run({ paths: [hello.samples] }, { signal })) {
      if (event.kind === 'progress') setProgress(event);
    }
  };
  const mutation = useMutation({
    mutationFn: build,
    meta: { quiet: true },
    onSuccess: onReady,
    onSettled: () => {
      setProgress(null);
      return refresh();
    },
  });
  return {
    open: () => mutation.mutate(),
    cancel: () => controller.current?.abort(),
    isRunning: mutation.isPending,
    progress,
    error: mutation.error,
  };
}
