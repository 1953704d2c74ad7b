import { expect, it } from 'vitest';
import { learn, load, samplePaths } from '../fixtures/learn.fixture.ts';
import { contentId } from '../identity/index.ts';
import { learningVersion } from './index.ts';

it('the samples give the state that this version of the rules gives [J10]', async () => {
  const state = await learn(await load(samplePaths), { model: 'hashed:words' });
  // When this moves, the rules changed: raise `learningVersion`, so that memories made before are derived anew.
  expect({ learningVersion, state: contentId(state) }).toMatchInlineSnapshot(`
    {
      "learningVersion": 9,
      "state": "14e7b01113560cc3e508905d7b39e185",
    }
  `);
});
