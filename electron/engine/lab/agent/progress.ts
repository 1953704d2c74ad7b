/** What was done in this episode, whichever way was followed. */
export interface Progress {
  /** By template: what it was last used on, where it was not refused. */
  readonly last: Map<number, string>;
  /** Commands that were refused since something else was done. */
  readonly refused: Set<string>;
  /** Commands that were given to leave a step in the situation in which it began. */
  readonly restored: Set<string>;
  /** Refused commands with what was tried against that. */
  readonly mended: Set<string>;
  /** What a search has looked at. */
  readonly visited: Set<string>;
  /** Procedures that reached their end, with their bindings. */
  readonly achieved: Set<string>;
  /** By template: what it was used on, where what closes it was not done yet. */
  readonly open: Map<number, readonly string[]>;
  /** Things that cannot be used for what they were tried for. */
  readonly unfit: Set<string>;
}

export function freshProgress(): Progress {
  return {
    last: new Map(),
    refused: new Set(),
    restored: new Set(),
    mended: new Set(),
    visited: new Set(),
    achieved: new Set(),
    open: new Map(),
    unfit: new Set(),
  };
}

/** Notes how a command was answered: what was refused, else what its template was last used on. */
export function noteAnswer(progress: Progress, { text, template, args }: Command, isRefused: boolean): void {
  if (isRefused) {
    progress.refused.add(text);
    return;
  }
  progress.refused.clear();
  if (args.length === 1) progress.last.set(template, args[0] ?? '');
}

/** A command on its way to the world. */
export interface Command {
  readonly text: string;
  readonly template: number;
  readonly args: readonly string[];
}

/** A template with its arguments in place. */
export function commandOf(text: string, template: number, args: readonly string[]): Command {
  return { template, args, text: text.replace(/\{(\d+)\}/g, (_, index: string) => args[Number(index)] ?? '') };
}

/** A procedure with its bindings, as `achieved` holds it. */
export function deedKey(procedureId: string, bindings: ReadonlyMap<string, string>): string {
  return [procedureId, ...[...bindings].flat()].join('\n');
}
