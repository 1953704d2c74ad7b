import { expect, it } from 'vitest';
import { isSingle } from './keyboard.ts';

it('knows which shortcuts a dictated word could fire', () => {
  expect(['g l', '/', 'Shift+G', 'e'].every(isSingle)).toBe(true);
  expect(['$mod+k', 'Alt+ArrowUp', '$mod+Shift+z'].some(isSingle)).toBe(false);
});
