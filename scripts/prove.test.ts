import { expect, it } from 'vitest';
import { report } from './prove.ts';

it('writes a section for each proof, also for one that does not hold', () => {
  const proof = { name: 'Order', command: 'npm run -s knack -- verify MEM', run: () => Promise.resolve('') };
  const page = report([
    { proof, seconds: 1.5, table: '| a |\n| --- |\n| 1 |\n' },
    { proof: { ...proof, name: 'Kills' }, seconds: 2, fault: 'an event was lost' },
  ]);
  expect(page).toContain('## Order\n\n    npm run -s knack -- verify MEM\n\n| a |\n| --- |\n| 1 |\n\nTook 1.5 s.');
  expect(page).toContain('## Kills');
  expect(page).toContain('**Does not hold:** an event was lost');
});
