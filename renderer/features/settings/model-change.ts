import { create } from 'zustand';
import type { ModelProgress } from '../../../shared/contract/index.ts';
import { failureOf, useApi, useRefreshMemory, type Api } from '../../client/index.ts';

export type ModelChange =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      readonly id: string;
      readonly progress: ModelProgress | null;
      readonly isCancelling: boolean;
    }
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'cancelled'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly error: unknown };

/** Lives outside of the view, so that a download goes on while a person looks at something else. */
const useStore = create<{ readonly change: ModelChange }>(() => ({ change: { kind: 'none' } }));

let running: AbortController | null = null;

const become = (change: ModelChange): void => useStore.setState({ change });

/** The change of the memory's model that is under way, or the last one. */
export function useModelChange(): {
  readonly change: ModelChange;
  start(id: string): void;
  cancel(): void;
} {
  const api = useApi();
  const refresh = useRefreshMemory();
  const change = useStore((state) => state.change);
  return {
    change,
    start: (id) => void changeModel(api, id, refresh),
    cancel: () => {
      running?.abort();
      if (change.kind === 'running') become({ ...change, isCancelling: true });
    },
  };
}

async function changeModel(
  { client, query, queryClient }: Api,
  id: string,
  refresh: () => Promise<void>,
): Promise<void> {
  if (running !== null) return;
  const controller = new AbortController();
  running = controller;
  const { signal } = controller;
  become({ kind: 'running', id, progress: null, isCancelling: false });
  try {
    let isDone = false;
    for await (const event of await client.models.use({ id }, { signal })) {
      if (event.kind === 'done') isDone = true;
      else become({ kind: 'running', id, progress: event, isCancelling: signal.aborted });
    }
    become({ kind: isDone ? 'done' : 'cancelled', id });
  } catch (error) {
    const isCancelled = signal.aborted || failureOf(error).kind === 'cancelled';
    become(isCancelled ? { kind: 'cancelled', id } : { kind: 'failed', id, error });
  } finally {
    running = null;
    await queryClient.invalidateQueries({ queryKey: query.models.list.key() });
    await refresh();
  }
}
