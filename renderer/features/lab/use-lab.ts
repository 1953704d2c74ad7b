import { useMemo } from 'react';
import type { RunReport } from '../../../shared/contract/index.ts';
import { failureOf, useApi, type Api } from '../../client/index.ts';
import { changeRun, useLabStore, type LabRun, type Setup } from './lab-store.ts';

export interface LabActions {
  /** Lets each contender play the same episodes, one after the other. */
  play(setup: Setup): Promise<void>;
  cancel(): void;
}

/** What can be stopped, whichever view is open. */
const under: { play: AbortController | null } = { play: null };

export function useLab(): LabActions {
  const api = useApi();
  return useMemo(
    () => ({
      play: (setup) => playAll(api, setup),
      cancel: () => under.play?.abort(),
    }),
    [api],
  );
}

async function playAll(api: Api, setup: Setup): Promise<void> {
  if (useLabStore.getState().isPlaying) return;
  const controller = new AbortController();
  under.play = controller;
  const runs = setup.contenders.map((contender): LabRun => ({
    id: crypto.randomUUID(),
    contender,
    state: { kind: 'waiting' },
    of: null,
    solved: 0,
    episodes: [],
  }));
  useLabStore.setState({ setup, runs, isPlaying: true });
  try {
    for (const run of runs) await playOne(api, { setup, run, signal: controller.signal });
  } finally {
    under.play = null;
    useLabStore.setState({ isPlaying: false });
  }
}

interface Playing {
  readonly setup: Setup;
  readonly run: LabRun;
  readonly signal: AbortSignal;
}

async function playOne(api: Api, { setup, run, signal }: Playing): Promise<void> {
  const become = (state: LabRun['state']): void => changeRun(run.id, () => ({ state }));
  if (signal.aborted) return become({ kind: 'cancelled' });
  become({ kind: 'running' });
  try {
    become({ kind: 'done', report: await follow(api, { setup, run, signal }) });
  } catch (error) {
    const isCancelled = signal.aborted || failureOf(error).kind === 'cancelled';
    become(isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error });
  }
}

async function follow({ client }: Api, { setup, run, signal }: Playing): Promise<RunReport> {
  const { world, maxSteps, passes, seed, only } = setup;
  const settings = { contender: run.contender.contender, maxSteps, passes, seed, only: [...only] };
  for await (const told of await client.lab.run({ world, settings, keep: run.id }, { signal })) {
    switch (told.kind) {
      case 'episode':
        changeRun(run.id, ({ episodes }) => ({ episodes: [...episodes, told.episode] }));
        break;
      case 'progress':
        changeRun(run.id, () => ({ of: told.of, solved: told.solved }));
        break;
      case 'done':
        return told.report;
    }
  }
  // A stream that ends without a report was cut off by the cancel.
  throw new DOMException('Aborted', 'AbortError');
}
