import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Layers, Workflow } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Finding, FoundItem, FoundSpan } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, hrefOfStep } from '../../state/index.ts';
import { Badge, ForeignText, formatCount, formatProbability, Loaded, OutcomeMark } from '../../ui/index.ts';

/** Meaning is looked for when nobody has typed for so long, in milliseconds; words at once. */
const pause = 250;

/** What a search means rather than says: items near to it, and spans of the sources. */
export function Found({ search, shown }: { readonly search: string; readonly shown: ReadonlySet<string> }) {
  const t = useTranslations('library');
  const { query } = useApi();
  const text = useSettled(search.trim()).slice(0, 2000);
  const found = useQuery(
    query.ask.find.queryOptions({ input: { text }, enabled: text !== '', placeholderData: keepPreviousData }),
  );
  return (
    <aside className="library-found stack" aria-label={t('found.title')} aria-busy={found.isFetching}>
      <Loaded query={found} label={t('found.loading')}>
        {(data) => <Answer data={data} shown={shown} />}
      </Loaded>
    </aside>
  );
}

function Answer({ data, shown }: { readonly data: Finding; readonly shown: ReadonlySet<string> }) {
  const t = useTranslations('library');
  return (
    <>
      <section className="stack-tight">
        <h2>{t('found.items')}</h2>
        {data.hasVectors ? null : <p className="small muted">{t('found.wordsOnly')}</p>}
        {data.items.length === 0 ? <p className="muted">{t('found.noItems')}</p> : null}
        <ol className="library-found-list">
          {data.items.map((item) => (
            <Item key={item.id} item={item} isShown={shown.has(item.id)} />
          ))}
        </ol>
      </section>
      <section className="stack-tight">
        <h2>{t('found.spans')}</h2>
        {data.spans.length === 0 ? <p className="muted">{t('found.noSpans')}</p> : null}
        <ol className="library-found-list">
          {data.spans.map((span) => (
            <Span key={`${span.trajectoryId} ${span.from}`} span={span} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Item({ item, isShown }: { readonly item: FoundItem; readonly isShown: boolean }) {
  const t = useTranslations('library');
  const Icon = item.kind === 'meta' ? Layers : Workflow;
  return (
    <li className="stack-tight">
      <span className="row">
        <Icon size={15} aria-label={t(`kindOf.${item.kind}`)} />
        <a className="grow truncate" href={hrefOf({ view: item.kind === 'meta' ? 'meta' : 'procedure', id: item.id })}>
          <ForeignText text={item.goal} />
        </a>
      </span>
      <span className="row small muted">
        <span className="grow">
          {t('found.likeness', {
            fused: formatProbability(item.fused),
            mean: formatProbability(item.mean),
            n: formatCount(item.n),
          })}
        </span>
        {isShown ? null : <Badge>{t('found.otherWords')}</Badge>}
      </span>
      {item.condition === null ? null : (
        <span className="small">
          {t('found.condition')} <ForeignText text={item.condition} />
        </span>
      )}
    </li>
  );
}

function Span({ span }: { readonly span: FoundSpan }) {
  const t = useTranslations('library');
  return (
    <li className="stack-tight">
      <span className="row">
        {span.outcome === null ? null : <OutcomeMark outcome={span.outcome} short />}
        <a className="grow truncate" href={hrefOfStep(span.trajectoryId, span.from)}>
          <ForeignText text={span.text} />
        </a>
      </span>
      <span className="small muted truncate">
        {span.to - span.from <= 1
          ? t('found.step', { step: span.from })
          : t('found.steps', { from: span.from, to: span.to - 1 })}{' '}
        · <ForeignText text={span.goal} />
      </span>
    </li>
  );
}

/** The text when it has stood still for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
