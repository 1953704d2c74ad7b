import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { configFolder } from './places.ts';

it('follows the rules of each system, and a person who says otherwise', () => {
  expect(configFolder({}, 'linux', '/home/me')).toMatch(/\.config.knack$/);
  expect(configFolder({ XDG_CONFIG_HOME: '/elsewhere' }, 'linux', '/home/me')).toMatch(/elsewhere.knack$/);
  expect(configFolder({}, 'darwin', '/Users/me')).toMatch(/Application Support.knack$/);
  expect(configFolder({ APPDATA: '/roaming' }, 'win32', '/me')).toMatch(/roaming.knack$/);
  expect(configFolder({ KNACK_CONFIG: 'mine', XDG_CONFIG_HOME: '/elsewhere' }, 'linux', '/me')).toBe(resolve('mine'));
});
