import { ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ErrorReport } from '../../shared/errors.ts';
import type { Host } from '../client/index.ts';
import { memoryOf, type State } from './states.ts';

type Link = Awaited<ReturnType<Host['openChannel']>>['link'];

const report: ErrorReport = {
  code: 'MEMORY_DAMAGED',
  happened: 'A table of this memory cannot be read.',
  kept: 'Its journal is whole.',
  todo: 'Check the memory, or open its last snapshot as a new one.',
};

/** The way to the engine behind a state: a real one, whose answers to the view itself never come or are errors. */
export function galleryHost(page: Window, state: State): Host {
  const address = `${page.location.origin.replace(/^http/, 'ws')}/rpc/${memoryOf(state)}`;
  return {
    openChannel: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(address);
        const closed = new Promise<void>((done) => socket.addEventListener('close', () => done()));
        socket.addEventListener('open', () =>
          resolve({ link: linkIn(state, new RPCLink({ websocket: socket })), closed }),
        );
        socket.addEventListener('error', () => reject(new Error('The gallery has no engine for this state.')));
      }),
    pickFiles: () => Promise.resolve([]),
    pathFor: () => Promise.reject(new Error('The gallery takes no files.')),
    revealFile: () => undefined,
    showProgress: () => undefined,
    setLanguage: () => undefined,
  };
}

/** What is open is always told, or nothing but the start would be seen. */
function linkIn(state: State, link: Link): Link {
  if (state !== 'loading' && state !== 'error') return link;
  return {
    call: (path, input, options) => {
      if (path.join('.') === 'memory.hello') return link.call(path, input, options);
      if (state === 'loading') return new Promise<never>(() => undefined);
      return Promise.reject(new ORPCError('INTERNAL_SERVER_ERROR', { data: report }));
    },
  };
}
