import { expect, it } from 'vitest';
import { superviseEngine, type EngineChild, type EngineState } from './engine-process.ts';

const ignore: (given: never) => void = () => undefined;

/** A process that a test can make speak and die. */
function setUp() {
  const forks: {
    memory: string | null;
    posted: unknown[];
    ports: unknown[];
    say: (message: never) => void;
    die: (code: never) => void;
    killed: boolean;
  }[] = [];
  const states: EngineState[] = [];
  const memories: (string | null)[] = [];
  let time = 0;
  const engine = superviseEngine<string>({
    now: () => time,
    onState: (state) => states.push(state),
    onMemory: (memory) => memories.push(memory),
    answer: async (message) => (message === 'question' ? 'answer' : null),
    fork: (memory): EngineChild<string> => {
      const fork = { memory, posted: [] as unknown[], ports: [] as unknown[], say: ignore, die: ignore, killed: false };
      forks.push(fork);
      return {
        post: (message, ports) => {
          fork.posted.push(message);
          fork.ports.push(...ports);
        },
        onMessage: (listener) => void (fork.say = listener),
        onExit: (listener) => void (fork.die = listener),
        kill: () => {
          fork.killed = true;
          fork.die(1 as never);
        },
      };
    },
  });
  return { engine, forks, states, memories, pass: (milliseconds: number) => void (time += milliseconds) };
}

it('hands ports to the engine', () => {
  const { engine, forks } = setUp();
  engine.connect('port 1');
  expect(forks[0]).toMatchObject({ posted: [{ kind: 'connect' }], ports: ['port 1'] });
});

it('answers what the engine asks, and nothing else', async () => {
  const { forks } = setUp();
  forks[0]?.say('question' as never);
  forks[0]?.say('noise' as never);
  await new Promise((resolve) => setImmediate(resolve));
  expect(forks[0]?.posted).toEqual(['answer']);
});

it('starts the engine again with the memory that was open', () => {
  const { engine, forks, states, memories } = setUp();
  forks[0]?.say({ memory: '/m' } as never);
  forks[0]?.say('noise' as never);
  forks[0]?.say({ memory: 7 } as never);
  expect(memories).toEqual(['/m']);
  forks[0]?.die(139 as never);
  expect(forks.map(({ memory }) => memory)).toEqual([null, '/m']);
  expect(states).toEqual([
    { kind: 'running', restarts: 0 },
    { kind: 'running', restarts: 1 },
  ]);
  engine.connect('port 2');
  expect(forks[1]?.ports).toEqual(['port 2']);
});

it('gives up after three deaths in a minute, until a person asks', () => {
  const { engine, forks, states } = setUp();
  for (let index = 0; index < 3; index += 1) forks.at(-1)?.die(1 as never);
  expect(forks.length).toBe(3);
  expect(states.at(-1)).toEqual({ kind: 'failed', code: 1 });
  expect(() => engine.connect('port')).toThrow('not running');
  engine.restart();
  expect(states.at(-1)).toEqual({ kind: 'running', restarts: 3 });
});

it('forgets deaths of long ago', () => {
  const { forks, states, pass } = setUp();
  for (let index = 0; index < 6; index += 1) {
    forks.at(-1)?.die(1 as never);
    pass(40_000);
  }
  expect(states.every(({ kind }) => kind === 'running')).toBe(true);
});

it('closes the engine, by force when it does not answer', async () => {
  const gentle = setUp();
  const closing = gentle.engine.close(10_000);
  expect(gentle.forks[0]?.posted).toEqual([{ kind: 'close' }]);
  gentle.forks[0]?.die(0 as never);
  await closing;
  expect(gentle.forks.length).toBe(1);
  expect(gentle.states.at(-1)).toEqual({ kind: 'closed' });

  const stuck = setUp();
  await stuck.engine.close(5);
  expect(stuck.forks[0]?.killed).toBe(true);
});
