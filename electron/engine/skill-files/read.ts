import type { AgentSkill } from '../../../shared/model/index.ts';
import { contentId, sha256Hex } from '../identity/index.ts';
import { readBody } from './body.ts';
import { parseFrontMatter } from './front-matter.ts';
import { validateSkill, type SkillFolder } from './validate.ts';

/** A folder as it lies on a disk: which of its files is the skill's, under whatever spelling. */
export interface GivenSkill {
  /** The folder's name, and the path of the file, for a person. */
  readonly name: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The file's name as it is spelled, and the other files of the folder. */
  readonly spelling: string;
  readonly others: readonly string[];
}

/**
 * Reads a stranger's skill, whatever is wrong with it [X8]: what the specification refuses becomes a warning. Scripts and further files
 * of the folder are not read. Never throws.
 */
export function readSkill(given: GivenSkill): AgentSkill {
  const folder: SkillFolder = { name: given.name, files: new Map([[given.spelling, given.bytes]]) };
  const { text, notes } = decodeLoosely(given.bytes);
  const { fields, body: rest } = looseFrontMatter(text);
  const name = textField(fields, 'name') || given.name;
  const description = textField(fields, 'description') || textField(fields, 'summary');
  const metadata = fields.get('metadata');
  const isOurs = isMapping(metadata) && typeof metadata['knack-kind'] === 'string';
  const { body, warnings } = readBody({ name, description, isOurs }, rest);
  return {
    id: `k-${contentId({ name, body }).slice(0, 20)}`,
    name: name.slice(0, 200),
    file: given.file,
    sha256: sha256Hex(given.bytes),
    body,
    warnings: [...validateSkill(folder), ...notes, ...warnings, ...othersNote(given.others)],
  };
}

function othersNote(others: readonly string[]): readonly string[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, 3).join(', ');
  return [`${others.length} more files of the folder are not read (${shown}${others.length > 3 ? ', …' : ''}).`];
}

/** UTF-8, or UTF-16 by its mark; what is neither becomes replacement characters. */
function decodeLoosely(bytes: Uint8Array): { readonly text: string; readonly notes: readonly string[] } {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes).replaceAll('\0', '').replace(/\r\n?/g, '\n');
  const broken = text.split('\ufffd').length - 1;
  return { text, notes: broken === 0 ? [] : [`${broken} characters could not be read.`] };
}

interface Loose {
  readonly fields: ReadonlyMap<string, unknown>;
  readonly body: string;
}

/** Front matter as YAML; where that fails line by line, `key: value` each; none where the file has none. */
function looseFrontMatter(text: string): Loose {
  const trimmed = text.replace(/^\s+(?=---)/, '');
  const strict = parseFrontMatter(trimmed);
  if (strict.kind === 'parsed') return { fields: strict.fields, body: strict.body };
  if (!trimmed.startsWith('---')) return { fields: new Map(), body: text };
  const lines = trimmed.split('\n').slice(1);
  const end = lines.findIndex((line) => /^---\s*$/.test(line));
  // Without an end it goes as far as its lines are fields.
  const until = end === -1 ? lines.findIndex((line) => line.trim() === '' || line.startsWith('#')) : end;
  const head = until === -1 ? lines : lines.slice(0, until);
  return { fields: fieldsOf(head), body: until === -1 ? '' : lines.slice(until + (end === -1 ? 0 : 1)).join('\n') };
}

function fieldsOf(lines: readonly string[]): ReadonlyMap<string, unknown> {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of lines) {
    const [, key, value = ''] = /^([A-Za-z][\w-]*)\s*:\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) {
      last = key.toLowerCase();
      fields.set(last, value.replace(/^["'|>]|["']$/g, '').trim());
    } else if (last !== '' && /^\s+\S/.test(line)) {
      fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`.trim());
    }
  }
  return fields;
}

/** A field as text, whatever the case of its key: numbers as they are written, lists joined. */
function textField(fields: ReadonlyMap<string, unknown>, key: string): string {
  const value = fields.get(key) ?? [...fields].find(([name]) => name.toLowerCase() === key)?.[1];
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(', ') : '';
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
