import { useEffect } from 'react';
import { tinykeys, type KeyBindingMap } from 'tinykeys';
import { useCommandStore, useViewStore, type Command } from '../state/index.ts';

/** Runs commands by their keys. The newest offer of a binding wins. */
export function useKeyboard(): void {
  const sets = useCommandStore((state) => state.sets);
  const singleKeys = useViewStore((state) => state.singleKeys);
  useEffect(() => {
    const bindings: KeyBindingMap = {};
    for (const command of [...sets.values()].flat()) {
      if (command.keys === undefined || (!singleKeys && isSingle(command.keys))) continue;
      bindings[command.keys] = (event) => runByKey(command, event);
    }
    return tinykeys(window, bindings);
  }, [sets, singleKeys]);
}

/** Bindings without a modifier: they would fire while somebody dictates or types. */
export function isSingle(keys: string): boolean {
  return !/\$mod|Control|Meta|Alt/.test(keys);
}

function runByKey(command: Command, event: KeyboardEvent): void {
  if (event.repeat || command.enabled === false || event.defaultPrevented) return;
  // By class, because a toast has the role of a dialog too and stops nobody.
  if (document.querySelector('.dialog, .menu') !== null) return;
  const isTyping =
    event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
  // A field has an undo of its own; the palette may be opened from anywhere.
  if (isTyping && (isSingle(command.keys ?? '') || /z$/i.test(command.keys ?? ''))) return;
  event.preventDefault();
  command.run();
}
