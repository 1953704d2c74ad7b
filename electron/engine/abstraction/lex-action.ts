import type { Action, JsonValue } from '../../../shared/model/index.ts';
import { valueOf, type Value } from './values.ts';

/** An argument of an action; `key` is the name that a tool gives it. */
export interface Argument {
  readonly value: Value;
  readonly key: string | null;
}

/**
 * An action taken apart by its form: `head` is the verb or the tool's name, `parts` the literal tokens with the
 * index of an argument where a value stands. Which literals vary is decided later, over the corpus.
 */
export interface Shape {
  readonly kind: 'text' | 'tool';
  readonly head: string;
  readonly parts: readonly (string | number)[];
  readonly args: readonly Argument[];
}

const maxTokens = 24;
const maxArguments = 8;
const maxValueLength = 160;

export function lexAction(action: Action): Shape {
  return action.kind === 'tool' ? lexTool(action.name, action.arguments) : lexText(action.text);
}

/** Arguments are flattened one level deep, in code-unit order of their keys, so that the order of keys is no difference. */
function lexTool(name: string, values: Readonly<Record<string, JsonValue>>): Shape {
  const args: Argument[] = [];
  for (const key of Object.keys(values).sort()) {
    if (args.length >= maxArguments) break;
    args.push({ key, value: valueOf(plain(values[key] ?? null)) });
  }
  return { kind: 'tool', head: name, parts: [name, ...args.keys()], args };
}

function plain(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, maxValueLength);
}

const bracketForm = /^([A-Za-z_][\w ]{0,30})\[([\s\S]*)\]\s*$/;
const callForm = /^([A-Za-z_][\w.]*)\(([\s\S]*)\)\s*;?$/;

function lexText(text: string): Shape {
  const trimmed = text.trim();
  const bracket = bracketForm.exec(trimmed);
  if (bracket) return calledWith(bracket[1] ?? '', [bracket[2] ?? '']);
  if (/\n/.test(trimmed) || /^\s*(?:for|while|if|def|import)\b/.test(trimmed)) return lexCode(trimmed);
  const call = callForm.exec(trimmed);
  if (call && balanced(call[2] ?? '')) return calledWith(call[1] ?? '', splitArguments(call[2] ?? ''));
  return lexCommand(trimmed);
}

function balanced(inner: string): boolean {
  let depth = 0;
  for (const character of inner) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function calledWith(name: string, inner: readonly string[]): Shape {
  const args = inner.slice(0, maxArguments).map((raw) => ({ key: null, value: valueOf(raw.slice(0, maxValueLength)) }));
  const head = name.trim().toLowerCase();
  return { kind: 'text', head, parts: [head, ...args.keys()], args };
}

function splitArguments(inner: string): readonly string[] {
  return inner.trim() === '' ? [] : (inner.match(/(?:"[^"]*"|'[^']*'|[^,"'])+/g) ?? []);
}

/** Builtins of the language that code is written in; they name no sub-goal. */
const builtins = new Set([
  'print',
  'range',
  'len',
  'str',
  'int',
  'list',
  'set',
  'enumerate',
  'split',
  'format',
  'join',
]);
const callee = /([A-Za-z_]\w*)\s*\(/g;

/**
 * Code is abstracted to the functions that it calls, each once, in order: what it does, not how it loops. The
 * literals that it passes are not kept: in a loop they are alternatives, not arguments.
 */
function lexCode(text: string): Shape {
  const names: string[] = [];
  for (const match of text.matchAll(callee)) {
    const name = match[1] ?? '';
    if (!builtins.has(name) && !names.includes(name) && !/^(?:if|for|while|and|or|not|in|def|return)$/.test(name))
      names.push(name);
    if (names.length >= maxArguments) break;
  }
  const head = names.length > 0 ? `${names.join('+')}()` : 'code';
  return { kind: 'text', head, parts: [head], args: [] };
}

const token = /"[^"\n]*"|'[^'\n]*'|[A-Za-z][\w-]*\s+\d{1,3}(?![\w.])|[^\s]+/g;

/** A command line: the first token is the head; words with a number, quoted text, numbers, ids and paths are arguments. */
function lexCommand(text: string): Shape {
  const first = /^\S+/.exec(text)?.[0] ?? '';
  const head = first.toLowerCase();
  const parts: (string | number)[] = [head];
  const args: Argument[] = [];
  const tokens = (text.slice(first.length).match(token) ?? []).slice(0, maxTokens);
  for (const [at, raw] of tokens.entries()) {
    const value = valueOf(raw.replace(/[,;.]+$/, '').slice(0, maxValueLength));
    if (value.sort === 'text' || args.length >= maxArguments) parts.push(raw.toLowerCase());
    else {
      parts.push(args.length);
      args.push({ key: null, value });
      // A mark between arguments belongs to the command; the last one ends a sentence.
      const mark = /[,;]$/.exec(raw)?.[0];
      if (mark !== undefined && at < tokens.length - 1) parts.push(mark);
    }
  }
  return { kind: 'text', head, parts, args };
}
