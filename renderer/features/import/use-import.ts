import { useMemo } from 'react';
import type { BuildReport, ImportAnswers, ImportProgress } from '../../../shared/contract/index.ts';
import { failureOf, useApi, useRefreshMemory, type Api } from '../../client/index.ts';
import { runInputOf } from './found.ts';
import { addFound, changeFile, emptyImport, useImportStore, type Progress, type Run } from './import-store.ts';

export interface ImportActions {
  /** Looks at files or folders of the host. */
  addPaths(paths: readonly string[]): Promise<void>;
  /** Gives files of the page a path (their own, or that of a copy), then looks at them. */
  addFiles(files: readonly File[]): Promise<void>;
  /** Looks at one file again, with answers. */
  answer(file: string, answers: ImportAnswers): Promise<void>;
  stopGathering(): void;
  run(): Promise<void>;
  /** Shows the import that this page, or one before it, left under way; nothing where there is none. */
  followRun(): Promise<void>;
  cancelRun(): void;
  clear(): void;
}

/** What can be stopped: one look at a time, whichever view is open. */
const under: { look: AbortController | null } = { look: null };

const set = useImportStore.setState;

export function useImport(): ImportActions {
  const api = useApi();
  const refresh = useRefreshMemory();
  return useMemo(
    () => ({
      addPaths: (paths) => gather((signal) => lookAt(api, paths, signal)),
      addFiles: (files) =>
        gather(async (signal) => {
          const paths = await pathsOf(api, files, signal);
          await lookAt(api, paths, signal);
        }),
      answer: (file, answers) => lookAgain(api, file, answers),
      stopGathering: () => under.look?.abort(),
      run: () => runImport(api, refresh),
      followRun: () => followRunning(api, refresh),
      cancelRun: () => {
        set(({ run }) => (run.kind === 'running' ? { run: { ...run, isCancelling: true } } : {}));
        // The stream then ends by itself, when the memory is as it was.
        void api.client.imports.cancel().catch((error: unknown) => set({ run: { kind: 'failed', error } }));
      },
      clear: () => {
        under.look?.abort();
        set(emptyImport);
      },
    }),
    [api, refresh],
  );
}

/** A second drop waits for the first: `under.look` is taken over only when it is free. */
let queue: Promise<void> = Promise.resolve();

function gather(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const turn = async (): Promise<void> => {
    const controller = new AbortController();
    under.look = controller;
    set({ error: null });
    try {
      await work(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) set({ error });
    } finally {
      under.look = null;
      set({ gathering: null });
    }
  };
  queue = queue.then(turn, turn);
  return queue;
}

/** What is found is shown part by part, so that the first files can be answered while the others are looked at. */
async function lookAt({ client }: Api, paths: readonly string[], signal: AbortSignal): Promise<void> {
  set({ gathering: { name: paths[0] ?? '', share: null, done: 0, total: paths.length, episodes: null } });
  for await (const part of await client.imports.look({ paths: [...paths] }, { signal })) {
    if (part.kind === 'found') addFound(part.files, part.skipped);
    else {
      const { file, bytesDone, bytes, filesDone, files, trajectories } = part;
      const share = bytes === 0 ? null : Math.min(1, bytesDone / bytes);
      set({ gathering: { name: file ?? '', share, done: filesDone, total: files, episodes: trajectories } });
    }
  }
}

async function pathsOf({ host }: Api, files: readonly File[], signal: AbortSignal): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [index, file] of files.entries()) {
    const show = (share: number | null): void =>
      set({ gathering: { name: file.name, share, done: index, total: files.length, episodes: null } });
    show(null);
    const onProgress = ({ sent, total }: { sent: number; total: number }): void =>
      show(total === 0 ? null : sent / total);
    paths.push(await host.pathFor(file, { signal, onProgress }));
  }
  return paths;
}

async function lookAgain({ client }: Api, file: string, answers: ImportAnswers): Promise<void> {
  changeFile(file, { isBusy: true, error: null });
  try {
    const { files, skipped } = await client.imports.preview({ paths: [file], answers });
    const preview = files[0];
    if (preview !== undefined) changeFile(file, { preview, answers, isBusy: false });
    else changeFile(file, { isBusy: false, error: new Error(skipped[0]?.reason ?? '') });
  } catch (error) {
    changeFile(file, { isBusy: false, error });
  }
}

/** Imports all files that can be imported, as one event. The import outlives this page. */
async function runImport(api: Api, refresh: () => Promise<void>): Promise<void> {
  const state = useImportStore.getState();
  const input = runInputOf(state.files);
  if (state.run.kind === 'running' || input.paths.length === 0) return;
  await show(() => api.client.imports.run({ ...input, detached: true }), refresh);
}

async function followRunning(api: Api, refresh: () => Promise<void>): Promise<void> {
  if (useImportStore.getState().run.kind !== 'none') return;
  const stream = await api.client.imports.follow();
  const parts = stream[Symbol.asyncIterator]();
  const first = await parts.next();
  if (first.done === true) return;
  const rest = async function* (): AsyncGenerator<ImportProgress> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => parts };
  };
  await show(async () => rest(), refresh);
}

/** Shows an import from its first progress to its end. */
async function show(begin: () => Promise<AsyncIterable<ImportProgress>>, refresh: () => Promise<void>): Promise<void> {
  const become = (run: Run): void => set({ run });
  const showProgress = (progress: Progress | null): void => {
    const { run } = useImportStore.getState();
    become({ kind: 'running', progress, isCancelling: run.kind === 'running' && run.isCancelling });
  };
  try {
    showProgress(null);
    const report = await follow(await begin(), showProgress);
    set({ ...emptyImport, run: { kind: 'done', report } });
  } catch (error) {
    become(failureOf(error).kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', error });
  } finally {
    await refresh();
  }
}

async function follow(
  stream: AsyncIterable<ImportProgress>,
  onProgress: (progress: Progress) => void,
): Promise<BuildReport> {
  for await (const event of stream) {
    if (event.kind === 'done') return event.report;
    onProgress(event);
  }
  // A stream that ends without a report was cut off by the cancel.
  throw new DOMException('Aborted', 'AbortError');
}
