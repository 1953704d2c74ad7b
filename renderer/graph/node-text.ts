import { useTranslations } from 'use-intl';
import type { GraphNode } from '../../shared/contract/index.ts';
import { foreignString, formatCount, formatProbability } from '../ui/index.ts';

/** Everything that colour, border and badges of a node say, as a sentence. */
export function useNodeText(): (node: GraphNode) => string {
  const t = useTranslations('hierarchy');
  return (node) =>
    t('nodeLabel', {
      kind: node.kind,
      label: foreignString(node.label),
      mean: formatProbability(node.mean),
      n: formatCount(node.n),
      certainty: node.certainty,
      pending: node.pending,
    });
}
