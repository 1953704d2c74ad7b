import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { KnackError } from '../../../shared/errors.ts';

/** What a command line says, once it is known to be one that its command takes. */
export interface Arguments {
  readonly operands: readonly string[];
  text(option: string): string | undefined;
  /** @throws KnackError WRONG_USE when it is missing */
  need(option: string): string;
  has(option: string): boolean;
  /** A whole number within bounds; undefined when the option is not given. @throws KnackError WRONG_USE */
  whole(option: string, bounds: { readonly least: number; readonly most: number }): number | undefined;
}

/** How many operands a command takes, by name: `FILE...` is one or more, `[FILE]` is optional. */
export interface Shape {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, 'text' | 'flag'>>;
}

/** What `--seed` may be. */
export const seedBounds = { least: 0, most: 2 ** 32 - 1 };

/** Options that every command takes; a seed changes nothing where nothing is drawn. */
export const commonOptions = { json: 'flag', now: 'text', seed: 'text', help: 'flag' } as const;
const shortForms: Readonly<Record<string, string>> = { k: 'k', help: 'h' };

/** Parses what follows the name of a command. @throws KnackError WRONG_USE */
export function parseArguments(words: readonly string[], shape: Shape): Arguments {
  const kinds = { ...commonOptions, ...shape.options };
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => {
      const short = shortForms[name];
      return [name, { type: kind === 'text' ? 'string' : 'boolean', ...(short === undefined ? {} : { short }) }];
    }),
  );
  const { values, positionals } = attempt(() =>
    parseArgs({ args: [...words], options, allowPositionals: true, strict: true }),
  );
  const text = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  if (values['help'] !== true) checkOperands(positionals, shape.operands);
  return {
    operands: positionals,
    text,
    has: (option) => values[option] === true,
    need: (option) => {
      const value = text(option);
      if (value === undefined || value === '') throw wrongUse(`--${option} is missing.`);
      return value;
    },
    whole: (option, { least, most }) => {
      const value = text(option);
      if (value === undefined) return undefined;
      const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      const name = option.length === 1 ? `-${option}` : `--${option}`;
      throw wrongUse(`${name} must be a whole number from ${least} to ${most}, not "${value}".`);
    },
  };
}

function checkOperands(given: readonly string[], names: readonly string[]): void {
  const least = names.filter((name) => !name.startsWith('[')).length;
  const most = names.some((name) => name.endsWith('...')) ? Number.POSITIVE_INFINITY : names.length;
  if (given.length < least) throw wrongUse(`${names[given.length] ?? 'An operand'} is missing.`);
  if (given.length > most) throw wrongUse(`"${given[names.length] ?? ''}" is one word too many.`);
}

function attempt<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unclear = /^Option '(-[\w-]+)[^']*' argument is ambiguous/.exec(message)?.[1];
    throw wrongUse(
      unclear === undefined ? message : `What follows ${unclear} begins with a dash and is no value of it.`,
    );
  }
}

export function wrongUse(happened: string): KnackError {
  return new KnackError({ code: 'WRONG_USE', happened, kept: 'Nothing was changed.', todo: 'See: knack --help' });
}
