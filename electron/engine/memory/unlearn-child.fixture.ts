import type { Store } from '../ports.ts';
import { openTestMemory } from '../fixtures/memory.fixture.ts';
import { unlearn } from './unlearning.ts';

// A process that un-learns a source and kills itself at a chosen write: `before:METHOD`, `after:METHOD`, or `during:METHOD:MS`.

const [uri = '', source = '', point = ''] = process.argv.slice(2);
const [when = '', method = '', delay = '0'] = point.split(':');
const die = (): void => void process.kill(process.pid, 'SIGKILL');

function deadly(store: Store): Store {
  return new Proxy(store, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      if (key !== method || !isArmed) return value.bind(target);
      return async (...given: unknown[]) => {
        if (when === 'before') die();
        if (when === 'during') setTimeout(die, Number(delay));
        const result: unknown = await value.apply(target, given);
        if (when === 'after') die();
        return result;
      };
    },
  });
}

let isArmed = false;
const memory = await openTestMemory(uri, { wrap: deadly });
isArmed = true;
await memory.exclusive(() => unlearn(memory, source));
await memory.close();
