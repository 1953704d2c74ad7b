import { useLayoutEffect } from 'react';
import { tinykeys, type KeyBindingMap } from 'tinykeys';
import { isSingle, keysOf, useCommandStore, useViewStore, type Command } from '../state/index.ts';

/**
 * Runs commands by their keys. The newest offer of a binding wins. Views offer their commands anew at each drawing: the
 * bindings stay while their keys do, or a drawing between two keys (`g`, then `l`) would forget the first.
 */
export function useKeyboard(): void {
  const sets = useCommandStore((state) => state.sets);
  const singleKeys = useViewStore((state) => state.singleKeys);
  const changes = useViewStore((state) => state.keys);
  const offered = [...sets.values()].flat();
  const keys = boundKeys(
    offered.flatMap((command) => keysOf(command, changes) ?? []),
    singleKeys,
  ).join('\n');
  useLayoutEffect(() => {
    const bindings: KeyBindingMap = {};
    for (const binding of keys.split('\n')) {
      if (binding === '') continue;
      bindings[binding] = (event) => {
        const offered = [...useCommandStore.getState().sets.values()].flat();
        const own = useViewStore.getState().keys;
        const command = offered.findLast((each) => keysOf(each, own) === binding);
        if (command !== undefined) runByKey(command, binding, event);
      };
    }
    return tinykeys(window, bindings);
  }, [keys]);
}

/** Sequences come first: the key that ends one (`g`, then `a`) does not also do what it does alone. */
function boundKeys(offered: readonly string[], singleKeys: boolean): readonly string[] {
  const keys = offered.filter((each) => singleKeys || !isSingle(each));
  const presses = (each: string): number => each.split(' ').length;
  return [...new Set(keys)].toSorted((a, b) => presses(b) - presses(a) || (a < b ? -1 : 1));
}

function runByKey(command: Command, keys: string, event: KeyboardEvent): void {
  if (event.repeat || command.enabled === false || event.defaultPrevented) return;
  // By class, because a toast has the role of a dialog too and stops nobody; one that is on its way out is no more in the way.
  if (document.querySelector(':is(.dialog, .menu):not([data-closed])') !== null) return;
  const isTyping =
    event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
  // Space presses what has the focus, when that can be pressed.
  const isPressing =
    event.target instanceof Element && event.target.closest('button, summary, a, [role=button]') !== null;
  if (isPressing && keys === 'Space') return;
  // A field has an undo of its own; the palette may be opened from anywhere.
  if (isTyping && (isSingle(keys) || /z$/i.test(keys))) return;
  event.preventDefault();
  command.run();
}
