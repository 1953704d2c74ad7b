import type { Client, ImportProgress } from '../../shared/contract/index.ts';
import { joinPath } from './paths.ts';

export type SampleProgress = Extract<ImportProgress, { kind: 'progress' }>;

export interface SampleState {
  readonly isRunning: boolean;
  readonly progress: SampleProgress | null;
  /** What the last attempt threw. */
  readonly error: unknown;
}

/** Builds the sample memory. It outlives the view that began it: opening the memory changes the view. */
export interface SampleBuilder {
  /** Opens the sample memory; fills it from the sample trajectories when it is empty. */
  open(): void;
  cancel(): void;
  state(): SampleState;
  subscribe(listener: () => void): () => void;
}

const idle: SampleState = { isRunning: false, progress: null, error: null };

export function createSampleBuilder(client: Client, refresh: () => Promise<void>): SampleBuilder {
  const listeners = new Set<() => void>();
  let state = idle;
  let controller = new AbortController();
  const become = (next: SampleState): void => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const build = async (signal: AbortSignal): Promise<void> => {
    const { home, samples } = await client.memory.hello();
    const memory = await client.memory.open({ uri: joinPath(home, 'knack-sample'), create: true }, { signal });
    const { success, failure, unknown } = memory.counts.trajectories;
    if (success + failure + unknown > 0) return;
    for await (const event of await client.imports.run({ paths: [...samples] }, { signal })) {
      if (event.kind === 'progress') become({ isRunning: true, progress: event, error: null });
    }
  };
  const open = async (): Promise<void> => {
    if (state.isRunning) return;
    controller = new AbortController();
    become({ isRunning: true, progress: null, error: null });
    let error: unknown = null;
    try {
      await build(controller.signal);
    } catch (thrown) {
      error = thrown;
    }
    await refresh();
    become({ ...idle, error });
  };
  return {
    open: () => void open(),
    cancel: () => controller.abort(),
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
