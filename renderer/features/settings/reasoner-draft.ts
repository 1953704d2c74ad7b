import { reasonerSettingsSchema, type ReasonerSettings, type ServerSettings } from '../../../shared/model/index.ts';

/** Numbers of a server that are edited as texts, in the order in which they are shown. */
export const limitNames = [
  'maxOutputTokens',
  'timeLimit',
  'silence',
  'retries',
  'concurrency',
  'temperature',
  'maxTokens',
  'maxCost',
  'priceIn',
  'priceOut',
] as const satisfies readonly (keyof ServerSettings)[];
export type LimitName = (typeof limitNames)[number];

/** Settings while they are edited: numbers are texts, and may be wrong. */
export interface ReasonerDraft {
  readonly kind: ReasonerSettings['kind'];
  readonly address: string;
  readonly model: string;
  readonly folder: string;
  readonly limits: Readonly<Record<LimitName, string>>;
}

export function draftOf({ kind, server, local }: ReasonerSettings): ReasonerDraft {
  const texts = limitNames.map((name) => [name, server[name] === null ? '' : String(server[name])] as const);
  // One entry for each name.
  const limits = Object.fromEntries(texts) as unknown as ReasonerDraft['limits'];
  return { kind, address: server.address, model: server.model, folder: local.folder, limits };
}

export interface ReadReasonerDraft {
  /** null while a value is wrong. */
  readonly settings: ReasonerSettings | null;
  readonly faults: ReadonlySet<LimitName>;
  readonly isChanged: boolean;
}

/** What a draft says, on top of what is saved. */
export function readReasonerDraft(saved: ReasonerSettings, draft: ReasonerDraft): ReadReasonerDraft {
  const numbers = Object.fromEntries(limitNames.map((name) => [name, numberOf(name, draft.limits[name])]));
  const read = reasonerSettingsSchema.safeParse({
    kind: draft.kind,
    server: { ...saved.server, address: draft.address.trim(), model: draft.model.trim(), ...numbers },
    local: { ...saved.local, folder: draft.folder.trim() },
  });
  const wrong = read.success ? [] : read.error.issues.map(({ path }) => path[1]);
  const faults = new Set(limitNames.filter((name) => wrong.includes(name)));
  const settings = read.success ? read.data : null;
  return { settings, faults, isChanged: settings === null || JSON.stringify(settings) !== JSON.stringify(saved) };
}

function numberOf(name: LimitName, text: string): number | null {
  if (text.trim() === '') return name === 'maxTokens' || name === 'maxCost' ? null : Number.NaN;
  return Number(text.replace(',', '.'));
}
