import { run } from './steps.ts';

/** `npm run pictures`: the journey by mouse, which on its way takes the pictures of the README. */
export function main(): Promise<number> {
  process.env['KNACK_PICTURES'] = '1';
  return run(['vitest', 'run', '--project', 'e2e', 'e2e/journeys/mouse.test.ts']);
}
