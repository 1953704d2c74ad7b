import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { ForeignText } from './foreign-text.tsx';
import './layout.css';

export interface PageProps {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  readonly actions?: ReactNode;
  /** A link back to where the item belongs. */
  readonly back?: { readonly href: string; readonly label: string };
  /** The page takes the height of the window and its body scrolls by itself (tables, graphs, readers). */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** The frame of every view: one h1, what it is about, what can be done with it. */
export function Page({ title, sub, actions, back, fill, children }: PageProps) {
  return (
    <div className="page" data-fill={fill ? '' : undefined}>
      <header className="page-head">
        <div className="page-title stack-tight">
          {back === undefined ? null : (
            <a className="page-back row" href={back.href}>
              <ArrowLeft size={14} aria-hidden />
              <ForeignText text={back.label} />
            </a>
          )}
          <h1 tabIndex={-1} data-page-title="">
            {typeof title === 'string' ? <ForeignText text={title} /> : title}
          </h1>
          {sub === undefined ? null : <div className="page-sub">{sub}</div>}
        </div>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </header>
      {fill ? <div className="page-fill">{children}</div> : children}
    </div>
  );
}

export interface CardProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Card({ title, actions, children, className }: CardProps) {
  return (
    <section className={className === undefined ? 'card' : `card ${className}`}>
      {title === undefined ? null : (
        <div className="card-head">
          <h2>{title}</h2>
          {actions}
        </div>
      )}
      <div className="card-body">{children}</div>
    </section>
  );
}

/** Figures side by side. A rate never stands without its n. */
export function Stats({ items }: { readonly items: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className="stat-row">
      {items.map((item) => (
        <div key={item.label} className="stat">
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
