import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEnvironment } from './environment-suite.fixture.ts';
import { writeGame } from './game.fixture.ts';
import { listGames } from './game/index.ts';
import { GamesEnvironment } from './games-environment.ts';

let folder: string;
let games: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  games = join(folder, 'games');
  for (const name of ['two', 'one']) await writeGame(games, name);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a folder of games', () => {
  testEnvironment(() => GamesEnvironment.open(games));

  it('calls games by their folders, and finds them by an end that only one has [L6]', async () => {
    const place = join(folder, 'named');
    for (const name of ['carry-wren-none-7/trial_1', 'carry-wren-none-7/trial_2', 'feed-robin-12/trial_1']) {
      await writeGame(join(place, 'split'), name);
    }
    const { games: found, find } = await listGames(place);
    expect(found.map(({ name, taskType, room }) => ({ name, taskType, room }))).toEqual([
      { name: 'split/carry-wren-none-7/trial_1', taskType: 'carry', room: '7' },
      { name: 'split/carry-wren-none-7/trial_2', taskType: 'carry', room: '7' },
      { name: 'split/feed-robin-12/trial_1', taskType: 'feed', room: '12' },
    ]);
    expect(find('feed-robin-12/trial_1')?.room).toBe('12');
    expect(find('trial_2')?.name).toBe('split/carry-wren-none-7/trial_2');
    expect(find('trial_1')).toBeNull();
    expect(find('/elsewhere/split/feed-robin-12/trial_1/game.tw-pddl')?.room).toBe('12');
  });

  it('takes a single file too', async () => {
    const environment = await GamesEnvironment.open(await writeGame(folder, 'single'));
    expect(await environment.games()).toEqual([{ name: 'single', taskType: null, room: null }]);
  });

  it('says which file cannot be played, and why', async () => {
    const place = join(folder, 'bad');
    await writeGame(place, 'grammar', { grammar: '?' });
    await writeFile(join(place, 'no.tw-pddl'), '{"pddl_domain": 3}');
    const environment = await GamesEnvironment.open(place);
    await expect(environment.reset('grammar')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(environment.reset('no')).rejects.toThrow(/no\.tw-pddl is no game .* no JSON with/);
  });

  it('says that a folder is not there', async () => {
    await expect(GamesEnvironment.open(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
