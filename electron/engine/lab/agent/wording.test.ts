import { expect, it } from 'vitest';
import { alignWording } from './wording.ts';

it.each([
  ['oil the {0} in {1}', 'oil the rake in shed', ['rake', 'shed'], 1],
  ['oil the {0} in {1}', 'oil some rake on shed', ['rake', 'shed'], 1 / 3],
  ['oil some {0} and put it in {1}', 'put an oiled rake in shed', ['rake', 'shed'], 1 / 6],
  ['oil the {0}', '', [''], 0],
] as const)('%s takes from "%s" %j [A4]', (wording, goal, values, share) => {
  const aligned = alignWording(wording, goal);
  expect(aligned.values).toEqual(values);
  expect(aligned.share).toBeCloseTo(share, 12);
});
