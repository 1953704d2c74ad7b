import { parseFrontMatter } from './front-matter.ts';

/** The keys that the specification of Agent Skills has, and no others. */
export const skillKeys = ['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools'] as const;

/** A folder of a skill: its name, and its files by their path inside it. */
export interface SkillFolder {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

type Check = (value: unknown, folder: SkillFolder) => readonly string[];

const checks: Readonly<Record<(typeof skillKeys)[number], Check>> = {
  name: checkName,
  description: checkDescription,
  license: (value) => (isText(value) ? [] : ['license is no text.']),
  compatibility: (value) =>
    isText(value) && characters(value) <= 500 ? [] : ['compatibility is no text of 1 to 500 characters.'],
  metadata: checkMetadata,
  'allowed-tools': (value) => (isText(value) ? [] : ['allowed-tools is no text of names with spaces between them.']),
};

/**
 * Everything that is wrong with a folder by the specification of Agent Skills; nothing when it is a skill [K1..]. Recommendations
 * (a short body, references one level deep) are not checked.
 */
export function validateSkill(folder: SkillFolder): readonly string[] {
  const bytes = folder.files.get('SKILL.md');
  if (bytes === undefined) return ['There is no file SKILL.md.'];
  const text = decode(bytes);
  if (text === null) return ['SKILL.md is no UTF-8 text.'];
  const parsed = parseFrontMatter(text);
  if (parsed.kind === 'fault') return [parsed.fault];
  const faults: string[] = [];
  for (const key of parsed.fields.keys()) {
    if (!skillKeys.some((known) => known === key)) faults.push(`The key "${key}" is none of the specification.`);
  }
  for (const key of skillKeys) {
    if (parsed.fields.has(key)) faults.push(...checks[key](parsed.fields.get(key), folder));
    else if (key === 'name' || key === 'description') faults.push(`The key "${key}" is missing.`);
  }
  return faults;
}

/** UTF-8 without a byte order mark and without NUL; null for other bytes. */
export function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function checkName(value: unknown, folder: SkillFolder): readonly string[] {
  if (typeof value !== 'string') return ['name is no text.'];
  const faults: string[] = [];
  if (value.length < 1 || value.length > 64) faults.push('name has not 1 to 64 characters.');
  if (!/^[a-z0-9-]*$/.test(value)) faults.push('name has other characters than a-z, 0-9 and hyphen.');
  if (value.startsWith('-') || value.endsWith('-')) faults.push('name begins or ends with a hyphen.');
  if (value.includes('--')) faults.push('name has two hyphens side by side.');
  if (value !== folder.name)
    faults.push(`name is "${value.slice(0, 80)}", but the folder is "${folder.name.slice(0, 80)}".`);
  return faults;
}

function checkDescription(value: unknown): readonly string[] {
  if (typeof value !== 'string') return ['description is no text.'];
  if (value.trim() === '') return ['description is empty.'];
  return characters(value) > 1024 ? ['description has more than 1,024 characters.'] : [];
}

function checkMetadata(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['metadata is no mapping.'];
  const odd = Object.entries(value).find(([, one]) => typeof one !== 'string');
  return odd === undefined ? [] : [`metadata "${odd[0].slice(0, 80)}" is no text.`];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const characters = (text: string): number => [...text].length;
