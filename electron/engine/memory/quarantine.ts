import type { Quarantined, ScanFinding } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { renderCondition } from '../../../shared/model/index.ts';
import type {
  Change,
  Condition,
  MetaProcedure,
  Procedure,
  ProcedureBody,
  Proposal,
} from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';
import { scanText } from '../scanning/index.ts';
import type { MemoryState } from './state.ts';

interface Scan {
  readonly findings: readonly ScanFinding[];
  /** Digest of the texts that were hit: what a release is for. '' for none. */
  readonly content: string;
}

/** Bodies are values that stay the same objects between decisions: each is scanned once. */
const scans = new WeakMap<object, Scan>();

/** Every text of a body that whoever follows it reads, with the place where it stands. */
function* textsOf(body: ProcedureBody): Generator<readonly [where: string, text: string]> {
  yield ['goal', body.goal];
  for (const slot of body.slots) {
    yield [`slot ${slot.name}`, `${slot.name} ${slot.type}`];
    for (const { value } of slot.examples) yield [`example of ${slot.name}`, value];
  }
  yield* conditionTexts('precondition', body.preconditions);
  for (const [index, step] of body.steps.entries()) yield [`step ${index + 1}`, step.template];
  yield* conditionTexts('postcondition', body.postconditions);
}

function* conditionTexts(name: string, list: readonly Condition[]): Generator<readonly [string, string]> {
  for (const [index, condition] of list.entries()) yield [`${name} ${index + 1}`, renderCondition(condition)];
}

function scan(value: object, texts: Iterable<readonly [string, string]>): Scan {
  const known = scans.get(value);
  if (known !== undefined) return known;
  const hit = new Set<string>();
  const findings: ScanFinding[] = [];
  for (const [where, text] of texts) {
    const found = scanText(text, where);
    if (found.length > 0) hit.add(text);
    findings.push(...found);
  }
  const result = { findings, content: hit.size === 0 ? '' : contentId([...hit].sort()) };
  scans.set(value, result);
  return result;
}

/** What is found in a body. */
export const scanBody = (body: ProcedureBody): Scan => scan(body, textsOf(body));

function scanItem(item: Procedure | MetaProcedure): Scan {
  if ('body' in item) return scanBody(item.body);
  return scan(item, [['goal', item.goal], ...conditionTexts('precondition', item.preconditions)]);
}

/** The last release of each content that stands. */
function releasesOf(state: MemoryState): ReadonlyMap<string, { readonly seq: number; readonly reason: string }> {
  const releases = new Map<string, { readonly seq: number; readonly reason: string }>();
  for (const { seq, change } of state.folded.decisions) {
    if (change.kind === 'quarantine-released') releases.set(change.content, { seq, reason: change.reason });
  }
  return releases;
}

/** Whether a live item may be offered to an agent: nothing was found in it, or a person released what was [Q2, Q3]. */
export function quarantinedItems(state: MemoryState): ReadonlySet<string> {
  const releases = releasesOf(state);
  const isHeld = (item: Procedure | MetaProcedure): boolean => {
    const { content } = scanItem(item);
    return content !== '' && !releases.has(content);
  };
  const { procedures, metaProcedures } = state.derived;
  const held = new Set(procedures.filter(isHeld).map(({ id }) => id));
  // What leads to something that is held back is held back with it.
  for (const item of metaProcedures) {
    if (isHeld(item) || item.sequence.some((id) => held.has(id))) held.add(item.id);
  }
  return held;
}

/** Everything that the scanner hit, released or not: pending proposals, then live items, in id order. */
export function listQuarantine(state: MemoryState): readonly Quarantined[] {
  const releases = releasesOf(state);
  const { derived } = state;
  const entry = (
    kind: Quarantined['kind'],
    item: { readonly id: string; readonly itemId: string; readonly goal: string },
    { findings, content }: Scan,
  ): Quarantined[] =>
    content === '' ? [] : [{ kind, ...item, findings, content, released: releases.get(content) ?? null }];
  const pending = derived.proposals.filter(({ status }) => status === 'pending' || status === 'deferred');
  const live = <T extends Procedure | MetaProcedure>(items: readonly T[]): readonly T[] =>
    items.filter(({ status }) => status === 'live');
  return [
    ...pending.flatMap((one) =>
      entry('proposal', { id: one.id, itemId: one.targetId, goal: one.after.goal }, scanBody(one.after)),
    ),
    ...live(derived.procedures).flatMap((item) =>
      entry('procedure', { id: item.id, itemId: item.id, goal: item.body.goal }, scanItem(item)),
    ),
    ...live(derived.metaProcedures).flatMap((item) =>
      entry('meta', { id: item.id, itemId: item.id, goal: item.goal }, scanItem(item)),
    ),
  ];
}

/** What was hit in one proposal, procedure or meta-procedure; null for nothing. */
export function quarantineOf(state: MemoryState, id: string): Quarantined | null {
  return listQuarantine(state).find((one) => one.id === id) ?? null;
}

/** A proposal that is held back is not approved. @throws KnackError QUARANTINED */
export function refuseQuarantined(state: MemoryState, proposal: Pick<Proposal, 'id' | 'after'>): void {
  const { findings, content } = scanBody(proposal.after);
  if (content === '' || releasesOf(state).has(content)) return;
  const rules = [...new Set(findings.map(({ kind, rule }) => `${rule} (${kind})`))].join(', ');
  throw new KnackError({
    code: 'QUARANTINED',
    happened: `Proposal ${proposal.id} is in quarantine: ${rules}.`,
    kept: 'The memory is as it was.',
    todo: 'Look at what was found; release it with a reason, edit it, or reject it.',
  });
}

/** @throws KnackError NOT_FOUND, WRONG_USE when it is released already or no reason is given */
export function planRelease(state: MemoryState, id: string, reason: string): Change {
  const found = quarantineOf(state, id);
  if (found === null || found.released !== null || reason.trim() === '') {
    throw new KnackError({
      code: found === null ? 'NOT_FOUND' : 'WRONG_USE',
      happened:
        found === null
          ? `Nothing of ${id} is in quarantine.`
          : found.released === null
            ? 'A release needs a reason.'
            : `${id} was released by event ${found.released.seq}.`,
      kept: 'The memory is as it was.',
      todo:
        found?.released === null ? 'Say why it is harmless, in a few words.' : 'List the quarantine for what is in it.',
    });
  }
  return { kind: 'quarantine-released', itemId: found.itemId, content: found.content, reason };
}
