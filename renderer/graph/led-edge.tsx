import { BaseEdge, getBezierPath, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Place } from './layout/index.ts';

export type FlowEdge = Edge<{ readonly route: readonly Place[] }, 'led'>;

/** An edge along the points by which the lay-out leads it around nodes; without points a plain curve. */
export const LedEdge = memo(function LedEdge(props: EdgeProps<FlowEdge>) {
  const { id, data, style, markerEnd } = props;
  const route = data?.route ?? [];
  const path = route.length < 2 ? getBezierPath(props)[0] : roundedPath(route);
  return <BaseEdge id={id} path={path} {...(style ? { style } : {})} {...(markerEnd ? { markerEnd } : {})} />;
});

/** How far before and after a bend the line begins to turn, in pixels. */
const turn = 28;

/** A line through points whose bends are rounded. */
export function roundedPath(points: readonly Place[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${first.x},${first.y}`];
  rest.forEach((point, index) => {
    const before = points[index];
    const after = points[index + 2];
    if (before === undefined || after === undefined) {
      parts.push(`L${point.x},${point.y}`);
      return;
    }
    const enter = towards(point, before);
    const leave = towards(point, after);
    parts.push(`L${enter.x},${enter.y}`, `Q${point.x},${point.y} ${leave.x},${leave.y}`);
  });
  return parts.join('');
}

/** The place `turn` pixels from one point to another, or half way where they are nearer. */
function towards(from: Place, to: Place): Place {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(0.5, turn / length);
  return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
