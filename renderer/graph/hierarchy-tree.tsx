import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { Graph } from '../../shared/contract/index.ts';
import { Badge, ForeignText, formatCount, formatProbability } from '../ui/index.ts';
import type { HierarchyProps } from './hierarchy-graph.tsx';
import { meanStep, treeLines, type TreeLine } from './structure.ts';
import './graph.css';

export interface HierarchyTreeProps extends HierarchyProps {
  /** The whole graph: it says what can be expanded. */
  readonly graph: Graph;
}

const lineHeight = 34;

/** The twin of the graph for keyboard and screen reader: the same nodes as a tree, one tab stop. */
export function HierarchyTree(props: HierarchyTreeProps) {
  const t = useTranslations('hierarchy');
  const { graph, shown, collapsed, focus } = props;
  const scrollRef = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => treeLines(graph, shown, collapsed), [graph, shown, collapsed]);
  const counts = useMemo(
    () => ({
      nodes: new Set(lines.map((line) => line.node.id)).size,
      edges: lines.filter((line) => line.level === 2).length,
    }),
    [lines],
  );
  // oxlint-disable-next-line react/incompatible-library -- its functions stay inside this component
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    getItemKey: (index) => lines[index]?.key ?? index,
  });
  const keys = useTreeKeys(lines, props, (index) => virtualizer.scrollToIndex(index));
  useEffect(() => {
    const index = focus === null ? -1 : lines.findIndex((line) => line.node.id === focus);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' });
  }, [focus, lines, virtualizer]);
  return (
    <div ref={scrollRef} className="tree">
      <div
        className="tree-lines"
        role="tree"
        aria-label={t('treeLabel')}
        data-testid="hierarchy-tree"
        data-node-count={counts.nodes}
        data-edge-count={counts.edges}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <Line
              key={item.key}
              line={line}
              tree={props}
              start={item.start}
              isTabStop={item.index === keys.active}
              focusRef={item.index === keys.active ? keys.focusRef : null}
              onFocus={() => keys.setActive(item.index)}
              onKeyDown={keys.onKeyDown}
            />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  readonly line: TreeLine;
  readonly tree: HierarchyTreeProps;
  readonly start: number;
  readonly isTabStop: boolean;
  readonly focusRef: React.RefObject<HTMLDivElement | null> | null;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent): void;
}

function Line({ line, tree, start, isTabStop, focusRef, onFocus, onKeyDown }: LineProps) {
  const t = useTranslations('hierarchy');
  const { node, expanded } = line;
  const isMatch = tree.matches.has(node.id);
  return (
    <div
      ref={focusRef}
      className="tree-line"
      role="treeitem"
      aria-level={line.level}
      aria-posinset={line.place}
      aria-setsize={line.of}
      aria-expanded={expanded ?? undefined}
      aria-selected={tree.selected === node.id}
      tabIndex={isTabStop ? 0 : -1}
      data-id={node.id}
      data-match={isMatch ? '' : undefined}
      style={{ transform: `translateY(${start}px)` }}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        // The arrow keys do what a click on the twist does.
        const isTwist = event.target instanceof Element && event.target.closest('.tree-twist') !== null;
        if (isTwist && expanded !== null) tree.onToggle(node.id);
        else tree.onSelect(node.id);
      }}
      onDoubleClick={() => tree.onOpen(node.id)}
    >
      <span className="tree-twist" aria-hidden>
        {expanded === null ? null : expanded ? <ChevronDown size={15} /> : <ChevronRight size={15} />}
      </span>
      <span className="tree-dot" data-kind={node.kind} data-step={meanStep(node.mean)} aria-hidden />
      <span className="sr-only">{t(`kindOf.${node.kind}`)}: </span>
      <span className="tree-label truncate">
        <ForeignText text={node.label} />
      </span>
      {node.pending > 0 ? <Badge tone="accent">{t('pendingCount', { count: node.pending })}</Badge> : null}
      <span className="grow" />
      <span className="tree-figures">
        {t('meanAndN', { mean: formatProbability(node.mean), n: formatCount(node.n) })}
        <span className="sr-only">, {t('certainty', { certainty: node.certainty })}</span>
      </span>
    </div>
  );
}

interface TreeKeys {
  readonly active: number;
  readonly focusRef: React.RefObject<HTMLDivElement | null>;
  setActive(index: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** The keys of the tree pattern: up, down, Home, End; right opens or goes in, left closes or goes out. */
function useTreeKeys(
  lines: readonly TreeLine[],
  tree: HierarchyTreeProps,
  scrollTo: (index: number) => void,
): TreeKeys {
  const [chosen, setChosen] = useState(0);
  const focusRef = useRef<HTMLDivElement | null>(null);
  const wantsFocus = useRef(false);
  const active = Math.max(0, Math.min(chosen, lines.length - 1));
  useEffect(() => {
    if (!wantsFocus.current || focusRef.current === null) return;
    wantsFocus.current = false;
    focusRef.current.focus({ preventScroll: true });
  });
  const moveTo = (index: number): void => {
    const target = Math.max(0, Math.min(lines.length - 1, index));
    wantsFocus.current = true;
    setChosen(target);
    scrollTo(target);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[active];
    if (line === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowDown':
        moveTo(active + 1);
        break;
      case 'ArrowUp':
        moveTo(active - 1);
        break;
      case 'Home':
        moveTo(0);
        break;
      case 'End':
        moveTo(lines.length - 1);
        break;
      case 'ArrowRight':
        if (line.expanded === false) tree.onToggle(line.node.id);
        else if (line.expanded === true) moveTo(active + 1);
        break;
      case 'ArrowLeft':
        if (line.expanded === true) tree.onToggle(line.node.id);
        else if (line.level === 2) moveTo(parentOf(lines, active));
        break;
      case ' ':
        tree.onSelect(line.node.id);
        break;
      case 'Enter':
        if (tree.selected === line.node.id) tree.onOpen(line.node.id);
        else tree.onSelect(line.node.id);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return { active, focusRef, setActive: setChosen, onKeyDown };
}

function parentOf(lines: readonly TreeLine[], index: number): number {
  return lines.slice(0, index).findLastIndex((line) => line.level === 1);
}
