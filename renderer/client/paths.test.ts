import { expect, it } from 'vitest';
import { joinPath } from './paths.ts';

it('joins in the way of the host', () => {
  expect(joinPath('/home/me/knack/', 'sample')).toBe('/home/me/knack/sample');
  expect(joinPath('C:\\Users\\me', 'sample')).toBe('C:\\Users\\me\\sample');
});
