/**
 * The way to the engine.
 *
 * - Read: `const { query } = useApi(); const procedures = useQuery(query.library.procedures.queryOptions());`
 *   Data stands until the memory's revision moves; nobody has to invalidate by hand.
 * - Change: `const approve = useDecision(client.review.approve, { done: t('approved') }); approve.mutate({ id })`.
 *   Toasts come by themselves. Undo and redo live in the top bar.
 * - Stream: `for await (const event of await client.imports.run(input, { signal }))`.
 * - `useHello()`, `useMemory()`, `useCapabilities()`: host, open memory, what the host can do.
 * - `useApi().host`: `pickFiles()`, `pathFor(file)` (a path or an upload), `revealFile(path)`.
 * - `useSampleMemory()`: opens or builds the sample memory (`ui/SampleOffer` is its button).
 * - `failureOf(error)`: the engine's report from anything that was thrown; `ui/ErrorState` shows it.
 */
export { ApiProvider, createApi, useApi, useConnectionStatus, type Api } from './api.tsx';
export { useAsking, type Asking, type UseAsking } from './asking.ts';
export type { ConnectionStatus } from './connection.ts';
export { failureOf, type Failure } from './errors.ts';
export { createHost, type DesktopBridge, type Host, type UploadProgress } from './host.ts';
export {
  useCapabilities,
  useDecision,
  useHasReasoner,
  useHello,
  useMemory,
  useOuterProgress,
  useRefreshMemory,
  useSampleMemory,
  type Hello,
} from './hooks.ts';
export { joinPath } from './paths.ts';
