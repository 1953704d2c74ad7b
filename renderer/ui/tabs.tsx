import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import './layout.css';

export interface TabItem<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly content: () => ReactNode;
}

export interface TabsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly items: readonly TabItem<Value>[];
  onChange(value: Value): void;
}

/** Tabs; keep `value` in the address (`setParams({ tab })`) so that a tab can be linked. Only the open one is built. */
export function Tabs<Value extends string>({ label, value, items, onChange }: TabsProps<Value>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => {
        const item = items.find((candidate) => candidate.value === next);
        if (item !== undefined) onChange(item.value);
      }}
    >
      <Base.List className="tabs-list" aria-label={label}>
        {items.map((item) => (
          <Base.Tab key={item.value} value={item.value} className="tabs-tab">
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="tabs-panel">
          {item.value === value ? item.content() : null}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
