import { describe, expect, it } from 'vitest';
import { knownCommands } from './command-table.ts';
import { conflictsOf, isSingle, keysOf, keysOfKnown, pressOf, type PressedKeys } from './shortcuts.ts';

const press = (key: string, held: Partial<PressedKeys> = {}): PressedKeys => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys of a command', () => {
  it('are the usual ones until a person changes them', () => {
    expect(keysOfKnown('library.search', {})).toBe('/');
    expect(keysOfKnown('library.search', { 'library.search': 's' })).toBe('s');
    expect(keysOf({ id: 'own', keys: 'q' }, {})).toBe('q');
  });
  it('can be switched off', () => {
    expect(keysOfKnown('library.search', { 'library.search': '' })).toBeUndefined();
  });
  it('know which a dictated word could fire', () => {
    expect(['g l', '/', 'Shift+G', 'e'].every(isSingle)).toBe(true);
    expect(['$mod+k', 'Alt+ArrowUp', '$mod+Shift+z'].some(isSingle)).toBe(false);
  });
});

describe('conflicts', () => {
  it('are none at first', () => {
    expect(knownCommands.flatMap((id) => conflictsOf(id, {}))).toEqual([]);
  });
  it('are told on both sides, where both commands can be run', () => {
    const changes = { 'review.reject': 'a' };
    expect(conflictsOf('review.reject', changes)).toEqual(['review.approve']);
    expect(conflictsOf('review.approve', changes)).toEqual(['review.reject']);
    expect(conflictsOf('hierarchy.toggle', { 'hierarchy.toggle': 'a' })).toEqual([]);
  });
  it('include the beginning of a sequence', () => {
    expect(conflictsOf('review.approve', { 'review.approve': 'g' })).toContain('go.library');
  });
});

describe('a press', () => {
  it('is told in the words of the bindings', () => {
    expect(pressOf(press('z', { ctrlKey: true, shiftKey: true }), false)).toBe('$mod+Shift+z');
    expect(pressOf(press('z', { metaKey: true }), true)).toBe('$mod+z');
    expect(pressOf(press('?', { shiftKey: true }), false)).toBe('Shift+?');
    expect(pressOf(press(' '), false)).toBe('Space');
  });
  it('leaves alone what a page needs', () => {
    for (const key of ['Tab', 'Enter', 'Escape', 'Shift', 'Control']) expect(pressOf(press(key), false)).toBeNull();
  });
});
