import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import './button.css';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

interface Look {
  readonly variant?: 'default' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'medium' | 'small';
}

export interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly icon?: ReactNode;
}

/** The button. `icon` stands before the text; one primary button a view at most. */
export function Button({
  variant = 'default',
  size = 'medium',
  icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} className={classNames('button', className)} data-variant={variant} data-size={size}>
      {icon}
      {children}
    </button>
  );
}

export interface IconButtonProps
  extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'aria-label'> {
  readonly ref?: Ref<HTMLButtonElement>;
  /** Name of the button, shown as its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button that shows an icon alone; its label is its name and its tooltip. */
export function IconButton({ label, icon, variant = 'quiet', size = 'medium', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classNames('button', className)}
        data-icon-only=""
        data-variant={variant}
        data-size={size}
      >
        {icon}
      </button>
    </Tooltip>
  );
}

export interface ButtonLinkProps extends Look {
  readonly href: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ href, icon, children, variant = 'default', size = 'medium', className }: ButtonLinkProps) {
  return (
    <a href={href} className={classNames('button', className)} data-variant={variant} data-size={size}>
      {icon}
      {children}
    </a>
  );
}

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
  onChange(value: Value): void;
}

/** A choice of a few that are all in sight; arrow keys move between them. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      className="segmented"
      aria-label={label}
      value={[value]}
      onValueChange={(values) => {
        const next = options.find((option) => option.value === values[0]);
        if (next !== undefined) onChange(next.value);
      }}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value}>
          {option.icon}
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
