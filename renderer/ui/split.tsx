import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useTranslations } from 'use-intl';
import './layout.css';

export interface SplitProps {
  readonly first: ReactNode;
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
      <Panel defaultSize={`${share}%`} minSize="20%">
        {first}
      </Panel>
      <Separator className="split-handle" aria-label={t('resize')} />
      <Panel minSize="20%">{second}</Panel>
    </Group>
  );
}
