import { useMutation, useQuery, type UseMutationResult } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Capabilities } from '../../shared/capabilities.ts';
import type { Client, Decision, MemoryInfo } from '../../shared/contract/index.ts';
import { useApi } from './api.tsx';
import type { SampleBuilder, SampleState } from './sample.ts';

/** How often the host is asked whether the memory has changed by another hand (terminal, second window), in ms. */
const pollEvery = 3000;

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Translated sentence for the toast when the call has succeeded. */
      readonly done?: string;
      /** The view shows the failure itself: no toast. */
      readonly quiet?: boolean;
    };
  }
}

/** What the host says about itself and the open memory. */
export type Hello = Awaited<ReturnType<Client['memory']['hello']>>;

/** Host, capabilities and the open memory; asked again every few seconds. */
export function useHello() {
  const { query } = useApi();
  return useQuery(
    query.memory.hello.queryOptions({ staleTime: 0, refetchInterval: pollEvery, structuralSharing: true }),
  );
}

/** The open memory, or null while there is none (or none is known yet). */
export function useMemory(): MemoryInfo | null {
  return useHello().data?.memory ?? null;
}

/** Whether a model answers beside the rules; false while that is not known yet. */
export function useHasReasoner(): boolean {
  const { query } = useApi();
  const status = useQuery(query.reasoner.status.queryOptions()).data;
  return status !== undefined && status.settings.kind !== 'rules';
}

const noCapabilities: Capabilities = {
  pickFiles: false,
  browseFolders: false,
  dropPaths: false,
  upload: false,
  revealFile: false,
};

export function useCapabilities(): Capabilities {
  return useHello().data?.capabilities ?? noCapabilities;
}

/** Shows the share of a piece of work (null: of unknown length) outside of the page too, until the component goes. */
export function useOuterProgress(share: number | null): void {
  const { host } = useApi();
  useEffect(() => host.showProgress(share ?? 'unknown'), [host, share]);
  useEffect(() => () => host.showProgress(null), [host]);
}

/** Asks the host where the memory stands; everything that was read is read again when it has moved. */
export function useRefreshMemory(): () => Promise<void> {
  const { queryClient, query } = useApi();
  return () => queryClient.invalidateQueries({ queryKey: query.memory.hello.key() });
}

/**
 * A call that changes the memory. While it runs, `isPending`; afterwards every view reads again. `done` is the
 * toast's sentence; a failure is told by a toast too, unless `quiet`.
 */
export function useDecision<Input>(
  call: (input: Input) => Promise<Decision>,
  options: { readonly done?: string; readonly quiet?: boolean } = {},
): UseMutationResult<Decision, Error, Input> {
  const refresh = useRefreshMemory();
  return useMutation({ mutationFn: call, meta: options, onSettled: refresh });
}

/** The sample memory: opens or builds it, wherever the view that began it has gone. */
export function useSampleMemory(): SampleState & Pick<SampleBuilder, 'open' | 'cancel'> {
  const { sample } = useApi();
  const state = useSyncExternalStore(sample.subscribe, sample.state);
  return { ...state, open: sample.open, cancel: sample.cancel };
}
