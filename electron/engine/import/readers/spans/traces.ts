import type { JsonValue } from '../../../../../shared/model/index.ts';
import { extraOf } from '../../json-view.ts';
import { limits } from '../../limits.ts';
import { usualVerdict } from '../../outcome/index.ts';
import { type Draft, episode, type Found } from '../../reader.ts';
import { rootOf, traceConversation } from './episode.ts';
import { inOrder, type Span } from './span.ts';

/** What stands beside the spans of a trace: for people, and for a rule that tells the outcome. */
export interface Beside {
  /** Scores, feedback, evaluations by name. */
  readonly scores: Readonly<Record<string, JsonValue>>;
  readonly extra?: Readonly<Record<string, JsonValue>> | undefined;
  /** What a rule may look into, besides `scores`. */
  readonly raw?: Readonly<Record<string, JsonValue>> | undefined;
}

/** A trace as an episode. Scores are believed where their name says success by itself; the others are offered. */
export function traceEpisode(record: number, spans: readonly Span[], { scores, extra, raw }: Beside): Found {
  const { beside, ...conversation } = traceConversation(spans);
  const root = rootOf(inOrder(spans));
  const said = usualVerdict(scores);
  const isScored = Object.keys(scores).length > 0;
  const draft: Draft = {
    ...conversation,
    ...said,
    ...(said.verdict === undefined ? {} : { verdict: { ...said.verdict, field: `scores.${said.verdict.field}` } }),
    ...(root === undefined || root.name === '' ? {} : { title: root.name }),
    ...(root?.error ? { truncated: true } : {}),
    ...extraOf(
      beside,
      { trace_id: root?.trace ?? '' },
      extra,
      isScored ? { scores } : {},
      root?.error ? { error: root.error } : {},
    ),
  };
  return episode(record, draft, { ...raw, scores });
}

/** A span of a file with what its record says about the outcome. */
export interface Recorded {
  readonly span: Span;
  readonly scores: Readonly<Record<string, JsonValue>>;
}

/** Spans wait for the end of the file, because those of one trace may stand apart; when too many wait, they go. */
export class WaitingTraces {
  #traces = new Map<string, Recorded[]>();
  #characters = 0;
  #record = 0;

  *add(recorded: Recorded, characters: number): Generator<Found> {
    const { trace } = recorded.span;
    const known = this.#traces.get(trace);
    if (known === undefined) this.#traces.set(trace, [recorded]);
    else known.push(recorded);
    this.#characters += characters;
    if (this.#characters > limits.heldCharacters) yield* this.release();
  }

  /** All that wait, in the order in which their first spans came. */
  *release(): Generator<Found> {
    for (const recorded of this.#traces.values()) {
      const scores: Record<string, JsonValue> = Object.assign({}, ...recorded.map((one) => one.scores));
      yield traceEpisode(
        this.#record,
        recorded.map(({ span }) => span),
        { scores },
      );
      this.#record += 1;
    }
    this.#traces = new Map();
    this.#characters = 0;
  }
}
