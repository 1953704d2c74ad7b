import type { CDPSession, Locator, Page } from 'playwright-core';

/** One way to use the application: with the pointer, or with the keys. The journeys are written once, for both. */
export interface Driver {
  readonly name: 'mouse' | 'keyboard';
  /** A button, a link, a tab, a row, a node of the graph, a choice among radio buttons. */
  press(target: Locator): Promise<void>;
  /** Ticks a box, or takes the tick away. */
  tick(box: Locator, on: boolean): Promise<void>;
  /** Puts a text in place of what the field holds. */
  write(field: Locator, text: string): Promise<void>;
  /** An option of a select, by its value. */
  choose(select: Locator, value: string): Promise<void>;
  /** Moves a slider to its end. */
  slideToEnd(slider: Locator): Promise<void>;
  /** Opens a view by the navigation, or by the keys that go there. */
  goTo(view: ViewName): Promise<void>;
  /** Runs a command that has a button and a key. */
  command(button: Locator, keys: string): Promise<void>;
  /** Gives files of this machine to the page, byte by byte: a drop, or the file dialog. */
  giveFiles(paths: readonly string[]): Promise<void>;
}

export const viewKeys = {
  Library: 'l',
  Hierarchy: 'h',
  Trajectories: 't',
  Ask: 'a',
  Review: 'r',
  Journal: 'j',
  Settings: 's',
  Import: 'i',
  Export: 'e',
} as const;
export type ViewName = keyof typeof viewKeys;

export interface Hands {
  readonly page: Page;
  readonly cdp: CDPSession;
}
