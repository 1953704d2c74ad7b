import type {
  Derived,
  MempEntry,
  Procedure,
  ProcedureBody,
  Settings,
  Skill,
  Slot,
} from '../../../shared/model/index.ts';
import { cosine } from '../../../shared/numeric/index.ts';
import { kindOf } from '../abstraction/values.ts';
import { askEntries, credit, creditedOf, entryTokens, isUseless, type EmbedTexts, type Use } from './memp/index.ts';
import { activationText, lowerConfidence, newbornMaturity, nextGain } from './procmem/index.ts';

/** What an actor is told to do: steps to follow, with the slots that the goal binds. */
export interface Guidance {
  /** The procedure, entry or skill; its episode, where it has one of its own. */
  readonly id: string;
  readonly trajectoryId: string | null;
  readonly body: ProcedureBody;
  readonly bindings: Readonly<Record<string, string>>;
  /** By the strategy's own measure: expected utility, cosine, lower bound. Comparable within one answer. */
  readonly score: number;
  /** Estimated tokens that it adds to a prompt. */
  readonly tokens: number;
}

export interface SupplyQuestion {
  readonly goal: string;
  readonly observation: string;
  /** At most so many. */
  readonly k: number;
  /** For what is drawn: another seed is another draw. */
  readonly seed: number;
}

/** How an episode ended, and what it was led by, best first; none where nothing was followed. */
export interface Ended {
  readonly followed: readonly string[];
  readonly outcome: 'success' | 'failure';
}

/**
 * What a strategy supplies to one who acts, whatever the strategy [T4]. `learn` counts within this supply alone; a memory learns for good when the
 * episode is imported.
 */
export interface StrategySupply {
  rank(question: SupplyQuestion): Promise<readonly Guidance[]>;
  learn(ended: Ended): void;
  /** Estimated tokens of all that it may supply. */
  storedTokens(): number;
}

/** What MACLA ranks with: candidates by expected utility, those below the threshold left out. */
export type RankMacla = (
  question: SupplyQuestion,
) => Promise<
  readonly { readonly id: string; readonly expectedUtility: number; readonly bindings: Guidance['bindings'] }[]
>;

export interface SupplyParts {
  readonly derived: Derived;
  readonly settings: Settings;
  readonly embed: EmbedTexts;
  readonly rankMacla: RankMacla;
}

/** The supply of a state by its strategy. */
export function openSupply(parts: SupplyParts): StrategySupply {
  const strategy = parts.derived.strategy ?? null;
  switch (strategy?.kind) {
    case undefined:
      return maclaSupply(parts);
    case 'memp':
      return mempSupply(strategy.entries, parts);
    case 'procmem':
      return procmemSupply(strategy.skills, parts);
  }
}

function tokensOf(body: ProcedureBody): number {
  return Math.ceil([body.goal, ...body.steps.map(({ template }) => template)].join('\n').length / 4);
}

function liveById({ procedures }: Derived): ReadonlyMap<string, Procedure> {
  return new Map(procedures.flatMap((item) => (item.status === 'live' ? [[item.id, item] as const] : [])));
}

function maclaSupply({ derived, rankMacla }: SupplyParts): StrategySupply {
  const live = liveById(derived);
  return {
    rank: async (question) =>
      (await rankMacla(question)).flatMap(({ id, expectedUtility, bindings }): Guidance[] => {
        const item = live.get(id);
        if (item === undefined) return [];
        return [
          { id, trajectoryId: null, body: item.body, bindings, score: expectedUtility, tokens: tokensOf(item.body) },
        ];
      }),
    learn: () => undefined,
    storedTokens: () => [...live.values()].reduce((sum, { body }) => sum + tokensOf(body), 0),
  };
}

function mempSupply(all: readonly MempEntry[], { derived, settings, embed }: SupplyParts): StrategySupply {
  const live = liveById(derived);
  const entries = all.filter(({ id }) => live.has(id));
  const uses = new Map<string, Use>(entries.map(({ id, hits, success }) => [id, { hits, success }]));
  const rule = { hits: settings.mempDeletionHits, rate: settings.mempDeletionRate };
  const standing = (): readonly MempEntry[] => entries.filter(({ id }) => uses.has(id));
  return {
    rank: async ({ goal, k, seed }) => {
      const pool = standing();
      const byId = new Map(pool.map((entry) => [entry.id, entry]));
      const task = await askEntries(pool, { goal }, embed);
      const found = task.retrieve(
        settings.mempRetrieve,
        { ...settings, mempCount: Math.min(k, settings.mempCount) },
        seed,
      );
      return found.flatMap(({ id, score }): Guidance[] => {
        const [entry, item] = [byId.get(id), live.get(id)];
        if (entry === undefined || item === undefined) return [];
        const names = new Set(item.body.slots.map(({ name }) => name));
        const bindings = Object.fromEntries(Object.entries(task.facts).filter(([key]) => names.has(key)));
        const tokens = entryTokens(entry, settings.mempBuild);
        return [{ id, trajectoryId: entry.trajectoryId, body: item.body, bindings, score, tokens }];
      });
    },
    learn: ({ followed, outcome }) => {
      for (const id of creditedOf(followed, settings.mempCredit)) {
        const use = uses.get(id);
        if (use === undefined) continue;
        const next = credit(use, outcome);
        if (isUseless(next, rule) && live.get(id)?.pinned !== true) uses.delete(id);
        else uses.set(id, next);
      }
    },
    storedTokens: () => standing().reduce((sum, entry) => sum + entryTokens(entry, settings.mempBuild), 0),
  };
}

function procmemSupply(all: readonly Skill[], { derived, settings, embed }: SupplyParts): StrategySupply {
  const live = liveById(derived);
  const standings = new Map(all.flatMap((skill) => (live.has(skill.id) ? [[skill.id, { ...skill }] as const] : [])));
  const baseline = derived.strategy?.kind === 'procmem' ? (derived.strategy.rounds.at(-1)?.baseline ?? 0) : 0;
  return {
    rank: async ({ goal, observation, k }) => {
      const ids = [...standings.keys()];
      const asked = observation === '' ? goal : `${goal}\n${observation}`;
      const texts = ids.map((id) => activationText(live.get(id)?.body ?? emptyBody));
      const [state, ...vectors] = await embed([asked, ...texts]);
      const largest = Math.max(0, ...[...standings.values()].map(({ maturity }) => maturity));
      const near = ids.flatMap((id, at) => {
        const skill = standings.get(id);
        const similarity = cosine(state ?? new Float32Array(), vectors[at] ?? new Float32Array());
        return skill === undefined || similarity < settings.procmemCosine ? [] : [{ id, skill, similarity }];
      });
      const byBound = settings.procmemSelection === 'lcb';
      return near
        .map(({ id, skill, similarity }) => ({
          id,
          skill,
          score: byBound ? lowerConfidence(skill, largest) : similarity,
        }))
        .filter(({ skill, score }) => !byBound || skill.maturity < newbornMaturity || score > 0)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, k)
        .map(({ id, score }): Guidance => {
          const body = live.get(id)?.body ?? emptyBody;
          return {
            id,
            trajectoryId: null,
            body,
            bindings: bindByGoal(body.slots, goal),
            score,
            tokens: tokensOf(body),
          };
        });
    },
    learn: ({ followed, outcome }) => {
      for (const id of followed) {
        const skill = standings.get(id);
        if (skill === undefined) continue;
        const gain = nextGain(skill, (outcome === 'success' ? 1 : 0) - baseline);
        standings.set(id, { ...skill, gain, frequency: skill.frequency + 1 });
      }
    },
    storedTokens: () => [...standings.keys()].reduce((sum, id) => sum + tokensOf(live.get(id)?.body ?? emptyBody), 0),
  };
}

const emptyBody: ProcedureBody = { goal: '', slots: [], preconditions: [], steps: [], postconditions: [] };
const word = /"[^"]{1,60}"|[\w#@.+-]*\w/g;

/** Slots that hold a word of the goal, or a thing of a kind that the goal names. */
function bindByGoal(slots: readonly Slot[], goal: string): Guidance['bindings'] {
  const words = (goal.toLowerCase().match(word) ?? []).map((text) => text.replaceAll('"', ''));
  const bound: Record<string, string> = {};
  for (const { name, examples } of slots) {
    const held = new Set(examples.flatMap(({ value }) => [value, kindOf(value)]));
    const value = words.find((text) => held.has(text) && !Object.values(bound).includes(text));
    if (value !== undefined) bound[name] = value;
  }
  return bound;
}
