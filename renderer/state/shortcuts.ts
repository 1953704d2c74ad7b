import { commandTable, knownCommands, usualKeys, type KnownCommand } from './command-table.ts';
import type { Command } from './commands.ts';
import { useViewStore } from './view-store.ts';

/** What a person changed: the keys of a command by its id; the empty text switches them off. */
export type KeyChanges = Readonly<Record<string, string>>;

/** The keys that run a command; undefined where it has none. */
export function keysOf({ id, keys }: Pick<Command, 'id' | 'keys'>, changes: KeyChanges): string | undefined {
  const own = changes[id] ?? keys ?? usualKeys(id);
  return own === '' ? undefined : own;
}

/** The same in a component: `const keysOf = useKeysOf()`. */
export function useKeysOf(): (command: Pick<Command, 'id' | 'keys'>) => string | undefined {
  const changes = useViewStore((state) => state.keys);
  return (command) => keysOf(command, changes);
}

/** Bindings without a modifier: they would fire while somebody dictates or types. */
export function isSingle(keys: string): boolean {
  return !/\$mod|Control|Meta|Alt/.test(keys);
}

/** Commands whose keys another one takes, or begins with, where both can be run. */
export function conflictsOf(id: KnownCommand, changes: KeyChanges): readonly KnownCommand[] {
  const keys = keysOfKnown(id, changes);
  if (keys === undefined) return [];
  return knownCommands.filter((other) => {
    const theirs = keysOfKnown(other, changes);
    return other !== id && theirs !== undefined && isSamePlace(id, other) && clash(keys, theirs);
  });
}

/** The keys of a command of the table. */
export function keysOfKnown(id: KnownCommand, changes: KeyChanges): string | undefined {
  return keysOf({ id }, changes);
}

/** The desk's own undo stands in for that of the memory while it is open; both are meant by the same keys. */
const stands: Readonly<Partial<Record<KnownCommand, KnownCommand>>> = { 'review.undo': 'memory.undo' };

function isSamePlace(one: KnownCommand, other: KnownCommand): boolean {
  if (stands[one] === other || stands[other] === one) return false;
  const places = [commandTable[one].place, commandTable[other].place];
  return places.includes('everywhere') || places[0] === places[1];
}

function clash(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

/** Keys that a page cannot do without: they move the focus, leave a dialog and press what has the focus. */
const kept = new Set(['Tab', 'Enter', 'Escape']);
const modifiers = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'CapsLock', 'Dead']);

/**
 * One press of the keyboard in tinykeys' words, `$mod+Shift+z`; null for a modifier alone and for keys that stay what
 * they are.
 */
export function pressOf(event: PressedKeys, isMac: boolean): string | null {
  if (modifiers.has(event.key) || kept.has(event.key)) return null;
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  const parts = [
    isMod ? '$mod' : '',
    isMac && event.ctrlKey ? 'Control' : '',
    !isMac && event.metaKey ? 'Meta' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
    event.key === ' ' ? 'Space' : event.key,
  ];
  return parts.filter((part) => part !== '').join('+');
}

export type PressedKeys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;
