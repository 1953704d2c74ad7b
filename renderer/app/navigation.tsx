import { useTranslations } from 'use-intl';
import type { Strategy } from '../../shared/model/index.ts';
import { hrefOf, useRoute, views, type View } from '../state/index.ts';
import { Tooltip } from '../ui/index.ts';
import { viewTable } from './views.tsx';

/** The view in the navigation under which an item's page belongs. */
const parents: Partial<Readonly<Record<View, View>>> = {
  procedure: 'library',
  meta: 'library',
  trajectory: 'trajectories',
};

export function Navigation({ pending, strategy }: { readonly pending: number; readonly strategy: Strategy }) {
  const t = useTranslations('app');
  const { view } = useRoute();
  const current = parents[view] ?? view;
  return (
    <nav className="nav" aria-label={t('navigation')}>
      <ul>
        {views.map((name) => {
          const entry = viewTable[name];
          const nav = entry?.nav;
          if (nav === undefined || (entry?.strategy ?? strategy) !== strategy) return null;
          const Icon = nav.icon;
          return (
            <li key={name}>
              <Tooltip content={t(`views.${name}`)} side="right">
                <a
                  className="nav-link"
                  href={hrefOf({ view: name })}
                  aria-current={current === name ? 'page' : undefined}
                >
                  <Icon size={18} aria-hidden />
                  <span className="nav-label">{t(`views.${name}`)}</span>
                  {name === 'review' && pending > 0 ? <PendingBadge count={pending} /> : null}
                </a>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function PendingBadge({ count }: { readonly count: number }) {
  const t = useTranslations('app');
  return (
    <span className="nav-badge" data-pending={count}>
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t('pendingBadge', { count })}</span>
    </span>
  );
}
