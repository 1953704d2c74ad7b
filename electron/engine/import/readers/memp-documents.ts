import { foreignField, type JsonValue, type Step } from '../../../../shared/model/index.ts';
import { asList, asObject, asText, extraOf, member, textOf, without, type JsonObject } from '../json-view.ts';
import { oneByOne, type Draft, type RawRecord, type Reader } from '../reader.ts';

const known = new Set(['source', 'query', 'workflow', 'facts', 'build_policy', 'hit', 'success']);

/** The memory of Mem^p: `documents.json`, one entry a record, its workflow as text or as a list. */
export const mempDocuments: Reader = {
  format: 'memp-documents',
  lacks:
    'entries of a Mem^p memory: their workflows have no observations and no outcomes, and no episodes stand behind their hits; a memory of the strategy memp opens them as its entries',
  claim(sample) {
    const fitting = sample.records.filter(({ value }) => documentIn(value) !== null).length;
    return fitting * 2 > sample.records.length
      ? { confidence: 0.95, reason: 'entries with a query and a workflow', unit: 'record' }
      : null;
  },
  open: () => oneByOne(read),
};

interface Document {
  readonly content: string;
  readonly metadata: JsonObject;
}

function documentIn(value: JsonValue): Document | null {
  const record = asObject(value);
  const metadata = asObject(record?.['metadata']);
  const content = asText(record?.['page_content']);
  return content === null || metadata === null || !Object.hasOwn(metadata, 'workflow') ? null : { content, metadata };
}

function read({ value }: RawRecord): Draft | string {
  const document = documentIn(value);
  if (document === null) return 'it is no entry with a workflow';
  const { content, metadata } = document;
  const goal = (asText(member(metadata, 'query')) ?? content).trim() || content.trim();
  if (goal === '') return 'the entry has no query';
  const policy = asText(member(metadata, 'build_policy'));
  const use = { hits: countIn(metadata, 'hit'), success: countIn(metadata, 'success') };
  const facts = Object.entries(asObject(member(metadata, 'facts')) ?? {}).flatMap(([key, fact]) =>
    key === '__proto__' || textOf(fact) === '' ? [] : [[key, textOf(fact).toLowerCase()] as const],
  );
  const foreign = {
    kind: 'memp',
    hits: use.hits,
    success: Math.min(use.success, use.hits),
    buildPolicy: policy,
    facts: Object.fromEntries(facts),
  };
  return {
    goal,
    context: '',
    steps: linesOf(member(metadata, 'workflow')).map((text): Step => ({
      action: { kind: 'text', text },
      observation: '',
    })),
    outcome: 'unknown',
    ...extraOf({ [foreignField]: foreign }, without(metadata, known)),
  };
}

function countIn(metadata: JsonObject, key: string): number {
  const value = member(metadata, key);
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}

/** The lines of a workflow; a list holds texts, or turns of which the agent's own are its lines. */
function linesOf(workflow: JsonValue | undefined): readonly string[] {
  const list = asList(workflow);
  const texts = list === null ? textOf(workflow).split('\n') : list.flatMap(textOfItem);
  return texts.map((line) => line.trim()).filter((line) => line !== '');
}

function textOfItem(item: JsonValue): readonly string[] {
  const turn = asObject(item);
  if (turn === null) return [textOf(item)];
  const who = turn['from'] ?? turn['role'];
  if (who === 'human' || who === 'user' || who === 'system') return [];
  return [textOf(turn['value'] ?? turn['content'] ?? turn['action'] ?? item)];
}
