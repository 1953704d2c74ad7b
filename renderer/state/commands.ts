import { useLayoutEffect } from 'react';
import { create } from 'zustand';

/** Something that a person can do: found in the palette, listed on the shortcuts sheet, run by its keys. */
export interface Command {
  /** Unique, dotted: `library.search`. */
  readonly id: string;
  /** Translated, starts with a verb. */
  readonly label: string;
  /** Translated heading in the palette and on the sheet. */
  readonly group: string;
  /** In tinykeys' words: `$mod+k`, `g l`, `?`. Those of the table of commands stand there. */
  readonly keys?: string;
  readonly enabled?: boolean;
  run(): void;
}

interface CommandState {
  readonly sets: ReadonlyMap<string, readonly Command[]>;
  offer(owner: string, commands: readonly Command[]): void;
  withdraw(owner: string): void;
}

/** Commands of what is mounted now, one set an owner. */
export const useCommandStore = create<CommandState>()((set) => ({
  sets: new Map(),
  offer: (owner, commands) => set((state) => ({ sets: new Map(state.sets).set(owner, commands) })),
  withdraw: (owner) =>
    set((state) => {
      const sets = new Map(state.sets);
      sets.delete(owner);
      return { sets };
    }),
}));

/**
 * Offers commands while the component is mounted. Memoise `commands` (useMemo): a new array is a new offer.
 * Offered in the same breath as it is drawn: whoever sees a button that can be pressed may press its key at once.
 * Keys are dead in text fields, on repeat and under an open dialog; a disabled command is listed and does nothing.
 */
export function useCommands(owner: string, commands: readonly Command[]): void {
  useLayoutEffect(() => useCommandStore.getState().offer(owner, commands), [owner, commands]);
  // Offered anew they keep their place in the palette; they go with the component.
  useLayoutEffect(() => () => useCommandStore.getState().withdraw(owner), [owner]);
}
