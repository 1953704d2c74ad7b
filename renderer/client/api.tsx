import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { hashKey, QueryClient, QueryClientProvider, type QueryKey } from '@tanstack/react-query';
import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { Client, MemoryInfo } from '../../shared/contract/index.ts';
import { connect, type Connection, type ConnectionStatus } from './connection.ts';
import type { Host } from './host.ts';
import { createSampleBuilder, type SampleBuilder } from './sample.ts';

/** Everything that the views need to reach the engine; made once, in `main.tsx`. */
export interface Api {
  readonly client: Client;
  /** Query and mutation options of every call: `useQuery(api.query.library.procedures.queryOptions())`. */
  readonly query: ReturnType<typeof queryUtils>;
  readonly host: Host;
  readonly connection: Connection;
  readonly queryClient: QueryClient;
  readonly sample: SampleBuilder;
}

function queryUtils(client: Client) {
  return createTanstackQueryUtils(client);
}

export function createApi(host: Host): Api {
  const connection = connect(() => host.openChannel());
  const client = createORPCClient<Client>(connection.link);
  const query = queryUtils(client);
  const queryClient = new QueryClient({
    defaultOptions: {
      // Engine data stands until the memory's revision moves; see `watchRevision`.
      queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: 300_000, retry: false, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
  const helloKey = query.memory.hello.queryKey();
  watchRevision(queryClient, helloKey, () => queryClient.getQueryData(helloKey)?.memory ?? null);
  watchConnection(queryClient, connection);
  const sample = createSampleBuilder(client, () => queryClient.invalidateQueries({ queryKey: helloKey }));
  return { client, query, host, connection, queryClient, sample };
}

/** When the host says that the memory is another one or has moved on, everything that was read from it is stale. */
function watchRevision(queryClient: QueryClient, helloKey: QueryKey, memory: () => MemoryInfo | null): void {
  const helloHash = hashKey(helloKey);
  let last: string | null = null;
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.query.queryHash !== helloHash) return;
    const open = memory();
    const now = open === null ? 'none' : `${open.uri} ${open.revision} ${open.stateHash}`;
    if (last !== null && now !== last) {
      void queryClient.invalidateQueries({ predicate: (query) => query.queryHash !== helloHash });
    }
    last = now;
  });
}

/** Whatever failed while the host was gone is asked again when it is back. */
function watchConnection(queryClient: QueryClient, connection: Connection): void {
  let before = connection.status();
  connection.subscribe(() => {
    const now = connection.status();
    if (now === 'open' && before !== 'open' && before !== 'connecting') void queryClient.invalidateQueries();
    before = now;
  });
}

const ApiContext = createContext<Api | null>(null);

export function ApiProvider({ api, children }: { readonly api: Api; readonly children: ReactNode }) {
  return (
    <ApiContext value={api}>
      <QueryClientProvider client={api.queryClient}>{children}</QueryClientProvider>
    </ApiContext>
  );
}

export function useApi(): Api {
  const api = use(ApiContext);
  if (api === null) throw new Error('useApi is called outside ApiProvider.');
  return api;
}

export function useConnectionStatus(): ConnectionStatus {
  const { connection } = useApi();
  return useSyncExternalStore(connection.subscribe, connection.status);
}
