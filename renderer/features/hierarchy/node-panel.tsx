import { ExternalLink, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Graph, GraphNode } from '../../../shared/contract/index.ts';
import { hrefOf } from '../../state/index.ts';
import {
  Button,
  ButtonLink,
  foreignString,
  ForeignText,
  formatCount,
  formatProbability,
  IconButton,
  Stats,
  WrittenIcon,
} from '../../ui/index.ts';

export interface NodePanelProps {
  readonly graph: Graph;
  readonly node: GraphNode;
  readonly isCollapsed: boolean;
  onToggle(id: string): void;
  onSelect(id: string | null): void;
}

/** What the selected node is, what it uses and what uses it. */
export function NodePanel({ graph, node, isCollapsed, onToggle, onSelect }: NodePanelProps) {
  const t = useTranslations('hierarchy');
  const below = graph.edges.filter((edge) => edge.from === node.id).toSorted((a, b) => a.position - b.position);
  const above = graph.edges.filter((edge) => edge.to === node.id);
  const labelOf = (id: string): string => graph.nodes.find((each) => each.id === id)?.label ?? id;
  return (
    <aside className="node-panel stack" aria-label={foreignString(node.label)}>
      <div className="row">
        <h2 className="grow">
          <ForeignText text={node.label} /> {node.written === true ? <WrittenIcon /> : null}
        </h2>
        <IconButton label={t('panel.close')} icon={<X size={16} aria-hidden />} onClick={() => onSelect(null)} />
      </div>
      <Stats
        items={[
          { label: t('panel.mean'), value: formatProbability(node.mean) },
          { label: 'n', value: formatCount(node.n) },
          { label: t('panel.certainty'), value: formatProbability(node.certainty) },
          { label: t('panel.pending'), value: node.pending },
        ]}
      />
      <div className="row-wrap">
        <ButtonLink
          variant="primary"
          href={hrefOf({ view: node.kind === 'meta' ? 'meta' : 'procedure', id: node.id })}
          icon={<ExternalLink size={15} aria-hidden />}
        >
          {t('panel.open')}
        </ButtonLink>
        {below.length === 0 ? null : (
          <Button onClick={() => onToggle(node.id)}>{t(isCollapsed ? 'expandOne' : 'collapseOne')}</Button>
        )}
      </div>
      <Neighbours title={t('panel.uses')} ids={below.map((edge) => edge.to)} labelOf={labelOf} onSelect={onSelect} />
      <Neighbours
        title={t('panel.usedBy')}
        ids={[...new Set(above.map((edge) => edge.from))]}
        labelOf={labelOf}
        onSelect={onSelect}
      />
    </aside>
  );
}

interface NeighboursProps {
  readonly title: string;
  readonly ids: readonly string[];
  labelOf(id: string): string;
  onSelect(id: string): void;
}

function Neighbours({ title, ids, labelOf, onSelect }: NeighboursProps) {
  if (ids.length === 0) return null;
  return (
    <section className="stack-tight">
      <h3>{title}</h3>
      <ol>
        {ids.map((id, index) => (
          // A sequence may use one procedure twice.
          <li key={`${index} ${id}`}>
            <button type="button" className="neighbour" onClick={() => onSelect(id)}>
              <ForeignText text={labelOf(id)} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
