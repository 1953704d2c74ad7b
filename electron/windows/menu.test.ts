import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuLanguageOf } from './menu-words.ts';
import { menuTemplate } from './menu.ts';

const quiet = { openFiles: () => {}, newWindow: () => {}, go: () => {} };

function items(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  it('has no item that does nothing', () => {
    for (const item of items(menuTemplate(quiet, { platform, language: 'de', isPackaged: true }))) {
      expect(item.role ?? item.click ?? item.submenu ?? item.type === 'separator', item.label).toBeTruthy();
    }
  });

  it('shows developer tools in development alone', () => {
    const hasTools = (isPackaged: boolean): boolean =>
      items(menuTemplate(quiet, { platform, language: 'en', isPackaged })).some(
        ({ role }) => role === 'toggleDevTools',
      );
    expect(hasTools(true)).toBe(false);
    expect(hasTools(false)).toBe(true);
  });
});

it('runs its actions', () => {
  const done: string[] = [];
  const template = menuTemplate(
    { openFiles: () => done.push('open'), newWindow: () => done.push('new'), go: (view) => done.push(view) },
    { platform: 'linux', language: 'en', isPackaged: true },
  );
  for (const { click } of items(template)) click?.(...([] as unknown as Parameters<typeof click>));
  expect(done).toEqual([
    'new',
    'open',
    '#/library',
    '#/hierarchy',
    '#/trajectories',
    '#/review',
    '#/ask',
    '#/settings',
  ]);
});

it('speaks the language of the page', () => {
  const labels = (tag: string): readonly (string | undefined)[] =>
    menuTemplate(quiet, { platform: 'linux', language: menuLanguageOf(tag), isPackaged: true }).map(
      ({ label }) => label,
    );
  expect(labels('de-CH')).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Fenster']);
  expect(labels('fr')).toEqual(['File', 'Edit', 'View', 'Window']);
});
