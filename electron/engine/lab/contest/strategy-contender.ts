import type { Derived, Settings } from '../../../../shared/model/index.ts';
import { type Memory, standingSummaries } from '../../memory/index.ts';
import { type Variant, variants } from './players.ts';
import { playerOf, type PlayerSources, type StrategyPlayer } from './strategy-player.ts';

/** Who plays by a variant of a strategy, learnt anew from the episodes that stand. @throws KnackError MODEL_MISSING */
export async function createStrategyPlayer(name: keyof typeof variants, memory: Memory): Promise<StrategyPlayer> {
  return playerOf(await deriveVariant(memory, variants[name]));
}

/** What a memory's episodes give under settings that differ by a variant. @throws KnackError MODEL_MISSING */
function deriveVariant(memory: Memory, variant: Variant): Promise<PlayerSources> {
  const settings: Settings = { ...memory.state.folded.settings, ...variant };
  return sourcesUnder(memory, settings, () => deriveUnder(memory, settings));
}

/** What a memory plays from as it is. @throws KnackError MODEL_MISSING */
export function ownSources(memory: Memory): Promise<PlayerSources> {
  const { folded, derived } = memory.state;
  return sourcesUnder(memory, folded.settings, async () => derived);
}

async function sourcesUnder(
  memory: Memory,
  settings: Settings,
  derive: () => Promise<Derived>,
): Promise<PlayerSources> {
  const { folded, summaries, derived: own } = memory.state;
  const derived = await derive();
  const isCommon = folded.settings.strategy === 'macla';
  const common = isCommon ? own : await deriveUnder(memory, { ...settings, strategy: 'macla' });
  const analyses = await memory.learner.prepare();
  const rows = standingSummaries(folded, summaries).flatMap(({ id }) => {
    const row = analyses.get(id);
    return row === undefined ? [] : [row];
  });
  const embed = (texts: readonly string[]) => memory.vectors.embedForQuestion(settings.embeddingModel, texts);
  return { settings, derived, common, rows, embed };
}

function deriveUnder(memory: Memory, settings: Settings): Promise<Derived> {
  const { folded, summaries } = memory.state;
  return memory.learner.sibling().derive({ ...folded, settings }, { summaries, fresh: [] });
}
