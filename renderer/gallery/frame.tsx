import { z } from 'zod';
import { start } from '../app/index.ts';
import { galleryHost } from './gallery-host.ts';
import { isState, memoryOf, type State } from './states.ts';

const firstSchema = z.record(z.string(), z.string());

/** Pages of one item show the first of the memory: `#/procedure/first`. */
async function resolveFirst(state: State): Promise<void> {
  const answer = await fetch(`./first/${memoryOf(state)}`);
  const first = firstSchema.parse(await answer.json());
  const { hash } = window.location;
  const id = first[/^#\/(\w+)\/first/.exec(hash)?.[1] ?? ''];
  if (id !== undefined) window.location.hash = hash.replace('/first', `/${id}`);
}

// The application itself, with an engine of the gallery behind it.
const asked = new URLSearchParams(window.location.search).get('state');
const state = isState(asked) ? asked : 'many';
await resolveFirst(state);
start(window, galleryHost(window, state));
