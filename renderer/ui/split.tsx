import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useTranslations } from 'use-intl';
import './layout.css';

export interface SplitProps {
  readonly first: ReactNode;
  /** Null gives the first pane all the room; what stands in it is kept. */
  readonly second: ReactNode;
  readonly direction?: 'horizontal' | 'vertical';
  /** Share of the first pane at the start, in percent. */
  readonly share?: number;
}

/** Two panes with a separator that is moved by the pointer or by arrow keys. */
export function Split({ first, second, direction = 'horizontal', share = 50 }: SplitProps) {
  const t = useTranslations('common');
  return (
    <Group className="split" orientation={direction}>
      <Panel id="first" defaultSize={second === null ? '100%' : `${share}%`} minSize="20%">
        {first}
      </Panel>
      {second === null ? null : <Separator className="split-handle" aria-label={t('resize')} />}
      {second === null ? null : (
        <Panel id="second" defaultSize={`${100 - share}%`} minSize="15%">
          {second}
        </Panel>
      )}
    </Group>
  );
}
