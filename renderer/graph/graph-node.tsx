import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { ChevronDown, ChevronRight, GitPullRequestArrow } from 'lucide-react';
import { memo, type CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { GraphNode } from '../../shared/contract/index.ts';
import { ForeignText, formatCount, formatProbability } from '../ui/index.ts';
import { meanStep, uncertainBelow } from './structure.ts';

export interface GraphNodeData extends Record<string, unknown> {
  readonly node: GraphNode;
  /** Procedures below a meta-procedure; 0 for what has none. */
  readonly size: number;
  readonly isCollapsed: boolean;
  readonly isMatch: boolean;
  /** Something is searched for and this is not it. */
  readonly isDim: boolean;
  onToggle(id: string): void;
}

export type FlowNode = Node<GraphNodeData, 'item'>;

export const GraphNodeBox = memo(function GraphNodeBox({ data }: NodeProps<FlowNode>) {
  const t = useTranslations('hierarchy');
  const { node, size, isCollapsed, isMatch, isDim, onToggle } = data;
  const style: CSSProperties & { '--certainty': string } = {
    // Never quite without colour: a faint hue still says on which side the mean lies.
    '--certainty': `${Math.round(15 + 85 * node.certainty)}%`,
  };
  return (
    <div
      className="graph-node"
      data-kind={node.kind}
      data-step={meanStep(node.mean)}
      data-uncertain={node.certainty < uncertainBelow ? '' : undefined}
      data-match={isMatch ? '' : undefined}
      data-dim={isDim ? '' : undefined}
      style={style}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="graph-node-label">
        <ForeignText text={node.label} />
      </span>
      <span className="graph-node-foot">
        {t('meanAndN', { mean: formatProbability(node.mean), n: formatCount(node.n) })}
        {node.pending > 0 ? <GitPullRequestArrow size={12} aria-hidden /> : null}
        {size === 0 ? null : (
          <button
            type="button"
            className="graph-toggle nodrag nopan"
            tabIndex={-1}
            aria-expanded={!isCollapsed}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(node.id);
            }}
          >
            <span className="sr-only">{t(isCollapsed ? 'expand' : 'collapse', { label: node.label })}</span>
            {size}
            {isCollapsed ? <ChevronRight size={13} aria-hidden /> : <ChevronDown size={13} aria-hidden />}
          </button>
        )}
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
});
