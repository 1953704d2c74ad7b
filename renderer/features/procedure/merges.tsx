import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Merge } from '../../../shared/model/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import { Button, Card, foreignString, ForeignText, formatProbability, Loaded } from '../../ui/index.ts';

/** Patterns that were merged into a procedure, each with the way back; and whether it is one that is kept apart. */
export function Merges({ id }: { readonly id: string }) {
  const t = useTranslations('procedure');
  const { query, client } = useApi();
  const merges = useQuery(query.library.merges.queryOptions({ input: { id } }));
  const again = useDecision(client.library.keepApart, { done: t('merges.allowed') });
  return (
    <Card title={t('merges.title')}>
      <Loaded query={merges}>
        {({ merged, isKeptApart }) => (
          <div className="stack">
            {merged.length === 0 ? (
              <p className="muted">{t('merges.none')}</p>
            ) : (
              <p className="muted">{t('merges.note')}</p>
            )}
            <ul className="stack">
              {merged.map((merge) => (
                <Merged key={merge.id} merge={merge} />
              ))}
            </ul>
            {isKeptApart ? (
              <div className="row-wrap">
                <span>{t('merges.isApart')}</span>
                <Button size="small" disabled={again.isPending} onClick={() => again.mutate({ id, apart: false })}>
                  {t('merges.allow')}
                </Button>
              </div>
            ) : null}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Merged({ merge }: { readonly merge: Merge }) {
  const t = useTranslations('procedure');
  const { client } = useApi();
  const undo = useDecision(client.library.keepApart, { done: t('merges.undone') });
  return (
    <li className="row">
      <div className="stack-tight grow neighbours-text">
        <strong>
          <ForeignText text={merge.goal} />
        </strong>
        <span className="small muted">
          {t('merges.figures', {
            executions: merge.executions,
            cosine: formatProbability(merge.cosine),
            alignment: formatProbability(merge.alignment),
          })}
        </span>
      </div>
      <Button
        size="small"
        aria-label={t('merges.undoOne', { goal: foreignString(merge.goal) })}
        title={t('merges.undoHint')}
        disabled={undo.isPending}
        onClick={() => undo.mutate({ id: merge.id, apart: true })}
      >
        {t('merges.undo')}
      </Button>
    </li>
  );
}
