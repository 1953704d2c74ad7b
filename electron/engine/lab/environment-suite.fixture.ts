import { expect, it } from 'vitest';
import type { Environment } from '../ports.ts';

/** What every environment of the aviary has to do, whatever serves it. `open` makes one whose games are `one` and `two`. */
export function testEnvironment(open: () => Promise<Environment>): void {
  const use = async (work: (environment: Environment) => Promise<void>): Promise<void> => {
    const environment = await open();
    try {
      await work(environment);
    } finally {
      await environment.close();
    }
  };

  it('lists its games in order', () =>
    use(async (environment) => {
      expect((await environment.games()).map(({ name }) => name)).toEqual(['one', 'two']);
    }));

  it('begins a game with all that is told and the task', () =>
    use(async (environment) => {
      const { observation, task } = await environment.reset('one');
      expect(task).toBe('Task: a robin on a branch.');
      expect(observation).toContain(task);
    }));

  it('answers commands, also those that make no sense, and says when it is won', () =>
    use(async (environment) => {
      await environment.reset('one');
      const commands = ['', 'dance', 'walk to cage 1', 'raise cage 1', 'take robin 1 off cage 1', 'walk to branch 1'];
      for (const command of commands)
        expect(await environment.step(command)).toMatchObject({ won: false, over: false });
      expect(await environment.step('set robin 1 on branch 1')).toMatchObject({ won: true, over: true });
    }));

  it('begins anew, from the same start, also in the middle of another game', () =>
    use(async (environment) => {
      const first = await environment.reset('one');
      const turn = await environment.step('walk to cage 1');
      await environment.reset('two');
      await environment.step('walk to cage 1');
      expect(await environment.reset('one')).toEqual(first);
      expect(await environment.step('walk to cage 1')).toEqual(turn);
    }));

  it('refuses a game that it does not have', () =>
    use(async (environment) => {
      await expect(environment.reset('three')).rejects.toThrow(/three/);
    }));

  it('stops when it is told to', () =>
    use(async (environment) => {
      await environment.reset('one');
      await expect(environment.step('look', AbortSignal.abort())).rejects.toThrow(/abort/i);
    }));
}
