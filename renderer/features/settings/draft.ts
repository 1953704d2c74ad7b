import type { z } from 'zod';
import { settingsSchema, type Settings } from '../../../shared/model/index.ts';
import { formatPlain } from '../../ui/index.ts';
import { fields, settingNames, type SettingName } from './fields.ts';

/** What a person typed, for the constants that were touched. No cap is the empty text. */
export type Draft = Readonly<Partial<Record<SettingName, string>>>;

export type FieldFault =
  | { readonly kind: 'number' | 'whole' | 'text' | 'other' }
  | { readonly kind: 'least' | 'above' | 'most'; readonly bound: number };

export interface ReadDraft {
  /** The settings that the draft would make; null while a field has a fault. */
  readonly settings: Settings | null;
  readonly faults: ReadonlyMap<SettingName, FieldFault>;
  /** Names whose value differs from the saved one. */
  readonly changed: readonly SettingName[];
}

/** A value as it stands in a field. */
export function textOf(value: Settings[SettingName]): string {
  if (value === null) return '';
  return typeof value === 'number' ? formatPlain(value) : value;
}

/** Reads a draft over the saved settings; the schema is the judge. */
export function readDraft(saved: Settings, draft: Draft): ReadDraft {
  const values = Object.fromEntries(settingNames.map((name) => [name, valueOf(saved, draft, name)]));
  const changed = settingNames.filter((name) => draft[name] !== undefined && values[name] !== saved[name]);
  const parsed = settingsSchema.safeParse({ ...saved, ...values });
  if (parsed.success) return { settings: parsed.data, faults: new Map(), changed };
  const faults = new Map<SettingName, FieldFault>();
  for (const issue of parsed.error.issues) {
    const name = settingNames.find((known) => known === issue.path[0]);
    if (name !== undefined && !faults.has(name)) faults.set(name, faultOf(issue, name));
  }
  return { settings: null, faults, changed };
}

function valueOf(saved: Settings, draft: Draft, name: SettingName): string | number | null {
  const typed = draft[name];
  if (typed === undefined) return saved[name];
  const text = typed.trim();
  switch (fields[name].kind) {
    case 'number':
    case 'whole':
      return text === '' ? Number.NaN : Number(text.replace(',', '.'));
    case 'cap':
      return text === '' ? null : Number(text.replace(',', '.'));
    case 'text':
      return text === '' ? null : text;
    default:
      return text;
  }
}

function faultOf(issue: z.core.$ZodIssue, name: SettingName): FieldFault {
  switch (issue.code) {
    case 'too_small':
      return { kind: issue.inclusive === false ? 'above' : 'least', bound: Number(issue.minimum) };
    case 'too_big':
      return { kind: 'most', bound: Number(issue.maximum) };
    case 'invalid_type': {
      const { kind } = fields[name];
      if (kind === 'text') return { kind: 'text' };
      return { kind: issue.expected === 'int' ? 'whole' : 'number' };
    }
    default:
      return { kind: 'other' };
  }
}
