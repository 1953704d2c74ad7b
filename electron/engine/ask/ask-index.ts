import type { Calibration, Settings } from '../../../shared/model/index.ts';
import type { MemoryState } from '../memory/index.ts';
import { readVocabulary } from '../likeness/index.ts';
import { createCategoriser, type Categoriser } from '../ontology/index.ts';
import { fitThreshold, type HeldOutQuestion } from '../selection/index.ts';
import { measureAlikeness, type Alikeness } from './alike.ts';
import { calibrateAll } from './calibrations.ts';
import { Documents } from './documents.ts';
import { remembering } from './here.ts';
import { collectItems, type AskItem } from './items.ts';
import { wordVectors, type AskEmbedder } from './embedder.ts';

/** How a likeness becomes a chance: of meta-procedures and procedures to questions, and of goals to goals. */
export interface Calibrations {
  readonly meta: Calibration;
  readonly procedure: Calibration;
  readonly goals: Calibration;
}

/** What a memory is asked through: made once for a state. */
export interface AskIndex {
  readonly items: ReadonlyMap<string, AskItem>;
  readonly documents: Documents;
  /** Places of an item's texts among the documents: goals of its episodes for a meta-procedure, what it says for a procedure. */
  readonly placesOf: ReadonlyMap<string, readonly number[]>;
  /** Place of what an item says itself among the documents. */
  readonly ownPlaceOf: ReadonlyMap<string, number>;
  /** Place of a goal among the documents. */
  readonly placeOfGoal: ReadonlyMap<string, number>;
  readonly alike: Alikeness;
  /** Categories of the ontology that a goal of the corpus hits. */
  readonly categoriesOf: Categoriser;
  readonly calibrations: Calibrations;
  /** theta_conf of the corpus under these settings; null where it has too few goals. */
  readonly thresholdFor: (settings: Settings) => number | null;
}

/** Texts of one item at most: enough to know its goals by, and a bound for what a question costs. */
const textsOfItem = 100;

/** Above so many texts a match of every word of each would take too long for an answer while somebody waits [K]. */
const textsMatchedByWord = 2000;

/** Builds the index of a state. `embed` null: no model, then words alone decide. */
export async function buildAskIndex(state: MemoryState, embedder: AskEmbedder | null): Promise<AskIndex> {
  const items = collectItems(state);
  const goals = [...new Set([...items.values()].flatMap((item) => item.goals))].sort();
  const own = state.derived.texts.filter(({ itemId }) => items.has(itemId));
  const said = own.map(({ text }) => text);
  const vectors = embedder === null ? null : await embedder.embed([...goals, ...said]);
  const texts = [...goals, ...said];
  const vectorOf = texts.length > textsMatchedByWord ? null : await wordVectors(embedder, () => readVocabulary(texts));
  const documents = new Documents({ goals, own: said, vectors, vectorOf });
  const placeOfGoal = new Map(goals.map((goal, place) => [goal, place]));
  const placesOf = new Map(
    own.map(({ itemId }, index) => [itemId, textPlaces(items.get(itemId), goals.length + index, placeOfGoal)]),
  );
  const ownPlaceOf = new Map(own.map(({ itemId }, index) => [itemId, goals.length + index]));
  const alike = measureAlikeness(
    new Map([...items.values()].filter(({ kind }) => kind === 'meta').map(({ id, parts }) => [id, parts])),
  );
  const parts = { items, documents, placesOf, ownPlaceOf, placeOfGoal, alike };
  const { calibrations, heldOut } = await calibrateAll({ ...parts, segments: state.derived.segments, embedder });
  const categoriesOf = remembering(createCategoriser(state.derived.ontology));
  return { ...parts, calibrations, categoriesOf, thresholdFor: rememberThresholds(heldOut) };
}

/** A meta-procedure is found by the goals that it was carried out for; whatever has none, by its own text. */
function textPlaces(
  item: AskItem | undefined,
  ownPlace: number,
  placeOfGoal: ReadonlyMap<string, number>,
): readonly number[] {
  if (item === undefined || item.kind === 'procedure' || item.goals.length === 0) return [ownPlace];
  const stride = Math.max(1, Math.ceil(item.goals.length / textsOfItem));
  return item.goals.filter((_, index) => index % stride === 0).flatMap((goal) => placeOfGoal.get(goal) ?? []);
}

/** Thresholds by what they depend on: a question that moves a weight moves its threshold. */
function rememberThresholds(heldOut: (settings: Settings) => readonly HeldOutQuestion[]): AskIndex['thresholdFor'] {
  const known = new Map<string, number | null>();
  return (settings) => {
    const { rewardMax, costFailure, lambda, stepCost, information, selection, utility, riskPrior, riskPseudoCounts } =
      settings;
    const key = JSON.stringify([
      [rewardMax, costFailure, lambda, stepCost, riskPrior, riskPseudoCounts],
      [information, selection, utility],
    ]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const threshold = fitThreshold(heldOut(settings), settings);
    if (known.size > 200) known.clear();
    known.set(key, threshold);
    return threshold;
  };
}
