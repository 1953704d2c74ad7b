import type { Derived, Settings } from '../../../../shared/model/index.ts';
import { type Memory, standingSummaries } from '../../memory/index.ts';
import { type Variant, variants } from './players.ts';
import { playerOf, type PlayerSources, type StrategyPlayer } from './strategy-player.ts';

/** Who plays by a variant of a strategy, learnt anew from the episodes that stand. @throws KnackError MODEL_MISSING */
export async function createStrategyPlayer(name: keyof typeof variants, memory: Memory): Promise<StrategyPlayer> {
  return playerOf(await deriveVariant(memory, variants[name]));
}

/** What a memory's episodes give under settings that differ by a variant. @throws KnackError MODEL_MISSING */
export async function deriveVariant(memory: Memory, variant: Variant): Promise<PlayerSources> {
  const { folded, summaries } = memory.state;
  const settings: Settings = { ...folded.settings, ...variant };
  const derive = (own: Settings): Promise<Derived> =>
    memory.learner.sibling().derive({ ...folded, settings: own }, { summaries, fresh: [] });
  const derived = await derive(settings);
  const isCommon = folded.settings.strategy === 'macla';
  const common = isCommon ? memory.state.derived : await derive({ ...settings, strategy: 'macla' });
  const analyses = await memory.learner.prepare();
  const rows = standingSummaries(folded, summaries).flatMap(({ id }) => {
    const row = analyses.get(id);
    return row === undefined ? [] : [row];
  });
  const embed = (texts: readonly string[]) => memory.vectors.embedForQuestion(settings.embeddingModel, texts);
  return { settings, derived, common, rows, embed };
}
