import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from './menu.ts';

const quiet = { openFiles: () => {}, newWindow: () => {}, go: () => {} };

function items(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  it('has no item that does nothing', () => {
    for (const item of items(menuTemplate(platform, quiet, true))) {
      expect(item.role ?? item.click ?? item.submenu ?? item.type === 'separator', item.label).toBeTruthy();
    }
  });

  it('shows developer tools in development alone', () => {
    const hasTools = (isPackaged: boolean): boolean =>
      items(menuTemplate(platform, quiet, isPackaged)).some(({ role }) => role === 'toggleDevTools');
    expect(hasTools(true)).toBe(false);
    expect(hasTools(false)).toBe(true);
  });
});

it('runs its actions', () => {
  const done: string[] = [];
  const template = menuTemplate(
    'linux',
    { openFiles: () => done.push('open'), newWindow: () => done.push('new'), go: (view) => done.push(view) },
    true,
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
