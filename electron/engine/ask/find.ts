import { setImmediate } from 'node:timers/promises';
import type { Finding, FoundItem, FoundSpan } from '../../../shared/contract/index.ts';
import { renderCondition, type Segment } from '../../../shared/model/index.ts';
import { orderVaried, type VectorOf } from '../likeness/index.ts';
import type { MemoryState } from '../memory/index.ts';
import type { AskIndex } from './ask-index.ts';
import { joinNearest, type TextLikeness } from './documents.ts';
import type { AskItem } from './items.ts';
import { isSameStem, termsOf } from './words.ts';

export interface FindRequest {
  readonly text: string;
  readonly items: number;
  readonly spans: number;
}

/** What a search goes through: a state, its index, and the vectors of the text and of its words (null without a model). */
export interface FindParts {
  readonly state: MemoryState;
  readonly index: AskIndex;
  readonly vector: Float32Array | null;
  readonly vectorOf: VectorOf | null;
}

/** Of what is found, all that is at least this near, and at least so near beside the best. */
const leastFused = 0.2;
const leastShare = 0.5;
/** Share of the words beside the meaning, in the likeness of a span. */
const spanWords = 0.5;
/** Spans that do the same, or stand in one episode, say no more than a few of them. */
const mostAlike = 3;

/** Rule S15: items by meaning and words, and the spans that name the words or do what is meant. */
export async function find(
  { text, items, spans }: FindRequest,
  { state, index, vector, vectorOf }: FindParts,
): Promise<Finding> {
  const texts = index.documents.compare({ goal: text, goalVector: vector, observationVector: null, vectorOf });
  const words = [...new Set(termsOf(text))];
  const ranked = rankItems(index, texts);
  const best = ranked[0]?.likeness.fused ?? 0;
  const near = ranked.filter(({ likeness }) => likeness.fused >= Math.max(leastFused, best * leastShare));
  const chosen = chooseItems(near, index, items);
  return {
    items: chosen.map((found) => describe(found, words)),
    spans: spans === 0 ? [] : await findSpans({ words, texts, ranked, limit: spans }, state, index),
    hasVectors: vector !== null && index.documents.hasVectors,
  };
}

interface Ranked {
  readonly item: AskItem;
  readonly likeness: TextLikeness;
}

function rankItems({ items, placesOf }: AskIndex, texts: readonly TextLikeness[]): readonly Ranked[] {
  return [...items.values()]
    .flatMap((item) => {
      const likeness = joinNearest(placesOf.get(item.id) ?? [], texts);
      return likeness === null ? [] : [{ item, likeness }];
    })
    .sort((a, b) => b.likeness.fused - a.likeness.fused || (a.item.id < b.item.id ? -1 : 1));
}

/** In a short list an item that says the same as a better one would take the place of another. */
function chooseItems(ranked: readonly Ranked[], { documents, ownPlaceOf }: AskIndex, limit: number): readonly Ranked[] {
  const nearness = (one: Ranked, other: Ranked): number | null => {
    if (one.item.kind !== other.item.kind) return null;
    const [place, otherPlace] = [ownPlaceOf.get(one.item.id), ownPlaceOf.get(other.item.id)];
    return place === undefined || otherPlace === undefined ? null : (documents.nearTo(place)?.(otherPlace) ?? null);
  };
  const chosen = new Set(orderVaried(ranked, nearness).slice(0, limit));
  return ranked.filter((found) => chosen.has(found));
}

function describe({ item, likeness }: Ranked, words: readonly string[]): FoundItem {
  const { id, kind, goal, posterior } = item;
  const { mean, n } = posterior;
  const { cosine, bm25, fused } = likeness;
  return { id, kind, goal, mean, n, cosine, words: bm25, fused, condition: bestCondition(item, words) };
}

function bestCondition({ conditions }: AskItem, words: readonly string[]): string | null {
  const told = conditions.map((condition) => {
    const text = renderCondition(condition);
    return { text, share: shareOf(words, termsOf(text)) };
  });
  let best: (typeof told)[number] | null = null;
  for (const one of told) if (one.share > (best?.share ?? 0)) best = one;
  return best?.text ?? null;
}

/** Share of the words that a text has, in one form or another; in [0, 1]. */
function shareOf(words: readonly string[], terms: readonly string[]): number {
  if (words.length === 0) return 0;
  const has = (word: string): boolean => terms.some((term) => term === word || isSameStem(term, word));
  return words.filter(has).length / words.length;
}

/** Segments with what they did, in words: made once for a state. */
const written = new WeakMap<MemoryState, readonly WrittenSegment[]>();

interface WrittenSegment {
  readonly segment: Segment;
  readonly text: string;
  readonly goal: string;
  readonly lower: string;
}

async function segmentsOf(state: MemoryState): Promise<readonly WrittenSegment[]> {
  const known = written.get(state);
  if (known !== undefined) return known;
  const made: WrittenSegment[] = [];
  for (const [count, segment] of state.derived.segments.entries()) {
    if (count % 5000 === 0) await setImmediate();
    const text = segment.description.replace(/\{(\w+)\}/g, (slot, name: string) => segment.bindings[name] ?? slot);
    const goal = state.summaries.get(segment.trajectoryId)?.goal ?? '';
    made.push({ segment, text, goal, lower: `${text} ${goal}`.toLowerCase() });
  }
  written.set(state, made);
  return made;
}

interface SpanQuestion {
  readonly words: readonly string[];
  readonly texts: readonly TextLikeness[];
  readonly ranked: readonly Ranked[];
  readonly limit: number;
}

async function findSpans(
  { words, texts, ranked, limit }: SpanQuestion,
  state: MemoryState,
  index: AskIndex,
): Promise<readonly FoundSpan[]> {
  const byItem = new Map(ranked.map(({ item, likeness }) => [item.id, likeness.fused]));
  const stems = words.map((word) => word.slice(0, Math.max(4, Math.ceil(word.length * 0.6))));
  const candidates: { readonly from: WrittenSegment; readonly fused: number }[] = [];
  const all = await segmentsOf(state);
  for (const [count, from] of all.entries()) {
    if (count % 20_000 === 0) await setImmediate();
    const meaning = Math.max(
      byItem.get(from.segment.procedureId ?? '') ?? 0,
      texts[index.placeOfGoal.get(from.goal) ?? -1]?.fused ?? 0,
    );
    // Most spans have none of the words: only of the others it is told which.
    const isNamed = stems.some((stem) => from.lower.includes(stem));
    const named = isNamed ? shareOf(words, termsOf(from.lower)) : 0;
    const fused = (1 - spanWords) * meaning + spanWords * named;
    if (fused >= leastFused) candidates.push({ from, fused });
  }
  candidates.sort((a, b) => b.fused - a.fused || (a.from.segment.id < b.from.segment.id ? -1 : 1));
  return chooseVaried(candidates, limit).map(({ from, fused }) => tell(from, fused, state));
}

function chooseVaried<Found extends { readonly from: WrittenSegment }>(
  found: readonly Found[],
  limit: number,
): readonly Found[] {
  const times = new Map<string, number>();
  const chosen: Found[] = [];
  for (const one of found) {
    if (chosen.length >= limit) break;
    const { procedureId, description, trajectoryId } = one.from.segment;
    const kinds = [procedureId ?? description, trajectoryId];
    if (kinds.some((kind) => (times.get(kind) ?? 0) >= mostAlike)) continue;
    for (const kind of kinds) times.set(kind, (times.get(kind) ?? 0) + 1);
    chosen.push(one);
  }
  return chosen;
}

function tell({ segment, text, goal }: WrittenSegment, fused: number, { derived }: MemoryState): FoundSpan {
  const { trajectoryId, from, to, evidenceId } = segment;
  const row = evidenceId === null ? undefined : derived.evidence.find(({ id }) => id === evidenceId);
  return { trajectoryId, from, to, text, goal, outcome: row?.outcome ?? null, fused };
}
