import { expect, it } from 'vitest';
import { withSection } from './prove.ts';

const proof = { name: 'Order', command: 'npm run -s knack -- verify MEM', run: () => Promise.resolve('') };
const order = ['Kills', 'Order', 'Space'];

it('writes the section of a proof, also of one that does not hold, and leaves the others as they are', () => {
  let page = withSection('', { proof, seconds: 1.5, table: '| a |\n| --- |\n| 1 |\n' }, order);
  expect(page).toContain('## Order\n\n    npm run -s knack -- verify MEM\n\n| a |\n| --- |\n| 1 |\n\nTook 1.5 s.');
  const first = page;
  page = withSection(page, { proof: { ...proof, name: 'Kills' }, seconds: 2, fault: 'an event was lost' }, order);
  expect(page).toContain('**Does not hold:** an event was lost');
  expect(page.indexOf('## Kills')).toBeLessThan(page.indexOf('## Order'));
  expect(page.endsWith(first.slice(first.indexOf('## Order')))).toBe(true);
});

it('replaces a section that stands, and drops one whose proof is gone', () => {
  const gone = withSection('', { proof: { ...proof, name: 'Gone' }, seconds: 1, table: 'old' }, ['Gone']);
  const once = withSection(gone, { proof, seconds: 1, table: 'one' }, order);
  const twice = withSection(once, { proof, seconds: 1, table: 'two' }, order);
  expect(twice).not.toContain('one');
  expect(twice).not.toContain('Gone');
  expect(twice).toContain('two');
});
