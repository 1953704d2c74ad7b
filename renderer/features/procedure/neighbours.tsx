import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Neighbour } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import {
  ButtonLink,
  Card,
  foreignString,
  ForeignText,
  formatCount,
  formatProbability,
  Loaded,
} from '../../ui/index.ts';

/** What is most like a procedure: by what it says, and by what it does. */
export function Neighbours({ id }: { readonly id: string }) {
  const t = useTranslations('procedure');
  const { query } = useApi();
  const neighbours = useQuery(query.ask.neighbours.queryOptions({ input: { id } }));
  return (
    <Loaded query={neighbours} label={t('neighbours.loading')}>
      {({ meaning, steps }) => (
        <div className="page-columns neighbours">
          <List id={id} title={t('neighbours.meaning')} note={t('neighbours.meaningNote')} list={meaning} />
          <List id={id} title={t('neighbours.steps')} note={t('neighbours.stepsNote')} list={steps} />
        </div>
      )}
    </Loaded>
  );
}

interface ListProps {
  /** The procedure whose neighbours these are. */
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly list: readonly Neighbour[];
}

function List({ id, title, note, list }: ListProps) {
  const t = useTranslations('procedure');
  return (
    <Card title={title}>
      <p className="muted small">{list.length === 0 ? t('neighbours.none') : note}</p>
      <ol className="stack-tight">
        {list.map((neighbour) => (
          <li key={neighbour.id} className="row">
            <div className="stack-tight grow neighbours-text">
              <a
                className="truncate"
                href={hrefOf({ view: 'procedure', id: neighbour.id, params: { tab: 'neighbours' } })}
              >
                <ForeignText text={neighbour.goal} />
              </a>
              <span className="small muted">
                {t('neighbours.figures', {
                  likeness: formatProbability(neighbour.likeness),
                  mean: formatProbability(neighbour.mean),
                  n: formatCount(neighbour.n),
                })}
              </span>
            </div>
            <meter
              className="gauge"
              min={0}
              max={1}
              value={neighbour.likeness}
              aria-label={t('neighbours.likeness', { goal: foreignString(neighbour.goal) })}
            />
            <ButtonLink
              size="small"
              href={hrefOf({ view: 'procedure', id, params: { tab: 'compare', with: neighbour.id } })}
              aria-label={t('neighbours.compareWith', { goal: foreignString(neighbour.goal) })}
            >
              {t('neighbours.compare')}
            </ButtonLink>
          </li>
        ))}
      </ol>
    </Card>
  );
}
