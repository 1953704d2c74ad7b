import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import './overlay.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** Set for entries of a choice: shows which one holds. */
  readonly checked?: boolean;
  /** Draws a line above the entry. */
  readonly separated?: boolean;
  run(): void;
}

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}

/** A menu of actions or of one choice. */
export function Menu({ trigger, entries, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="menu-positioner">
          <Base.Popup className="menu">
            {entries.map((entry) => (
              <Fragment key={entry.id}>
                {entry.separated ? <Base.Separator className="menu-separator" /> : null}
                <Entry entry={entry} />
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  const disabled = entry.disabled ?? false;
  if (entry.checked !== undefined) {
    return (
      <Base.CheckboxItem
        className="menu-item"
        checked={entry.checked}
        disabled={disabled}
        closeOnClick
        onClick={() => entry.run()}
      >
        <span className="menu-check">{entry.checked ? <Check size={14} aria-hidden /> : null}</span>
        {entry.label}
      </Base.CheckboxItem>
    );
  }
  return (
    <Base.Item
      className="menu-item"
      data-danger={entry.danger ? '' : undefined}
      disabled={disabled}
      onClick={() => entry.run()}
    >
      {entry.icon}
      {entry.label}
    </Base.Item>
  );
}
