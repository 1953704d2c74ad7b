import { run } from './steps.ts';

/**
 * `npm run pictures`: the journey by mouse, which on its way takes the pictures of the README.
 * `npm run pictures -- golden`: keeps what every kind of difference looks like now, for the tests to compare with.
 */
export function main(rest: readonly string[]): Promise<number> {
  const isGolden = rest[0] === 'golden';
  process.env[isGolden ? 'KNACK_GOLDEN' : 'KNACK_PICTURES'] = isGolden ? 'keep' : '1';
  return run(['vitest', 'run', '--project', 'e2e', isGolden ? 'e2e/golden' : 'e2e/journeys/mouse.test.ts']);
}
