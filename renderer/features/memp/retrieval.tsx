import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MempRetrieval, TaskFacts } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import {
  Badge,
  Button,
  CheckField,
  EmptyState,
  ForeignText,
  formatCount,
  formatFixed,
  Loaded,
  TextField,
} from '../../ui/index.ts';
import { ModelFacts } from './model-facts.tsx';

type Policy = MempRetrieval['policies'][number];

/** A task, and what every policy would retrieve for it, side by side. */
export function Retrieval() {
  const t = useTranslations('memp');
  const { params } = useRoute();
  const goal = params['goal'] ?? '';
  const isCounted = params['coverage'] === 'count';
  const [typed, setTyped] = useState(goal);
  return (
    <div className="stack">
      <form
        className="memp-ask"
        onSubmit={(event) => {
          event.preventDefault();
          setParams({ goal: typed.trim() });
        }}
      >
        <TextField label={t('task')} hint={t('taskHint')} value={typed} onChange={setTyped} />
        <Button type="submit" variant="primary" disabled={typed.trim() === ''}>
          {t('retrieve')}
        </Button>
      </form>
      <CheckField
        label={t('coverage')}
        checked={isCounted}
        onChange={(checked) => setParams({ coverage: checked ? 'count' : undefined })}
      />
      {goal === '' ? (
        <EmptyState title={t('noTask.title')} body={t('noTask.body')} />
      ) : (
        <Answers key={goal} goal={goal} coverage={isCounted ? 'count' : 'ignore'} />
      )}
    </div>
  );
}

function Answers({ goal, coverage }: { readonly goal: string; readonly coverage: 'count' | 'ignore' }) {
  const t = useTranslations('memp');
  const { query } = useApi();
  const [read, setRead] = useState<TaskFacts | null>(null);
  const facts = read === null ? undefined : Object.fromEntries(read.facts.map(({ key, value }) => [key, value]));
  const found = useQuery(query.strategies.mempRetrieve.queryOptions({ input: { goal, coverage, facts } }));
  return (
    <div className="stack">
      <ModelFacts goal={goal} used={read} onUse={setRead} />
      <Loaded query={found} label={t('retrieving')}>
        {(data) => (
          <div className="stack">
            <p className="row-wrap">
              <span>
                {t('threshold', { cosine: data.threshold, distance: Math.round(data.distance * 1000) / 1000 })}
              </span>
              {Object.entries(data.facts).map(([key, value]) => (
                <Badge key={key}>
                  <ForeignText text={`${key}: ${value}`} />
                </Badge>
              ))}
              {Object.keys(data.facts).length === 0 ? <span className="muted">{t('noFacts')}</span> : null}
            </p>
            <div className="memp-policies">
              {data.policies.map((policy) => (
                <PolicyColumn key={policy.policy} policy={policy} keys={Object.keys(data.facts).length} />
              ))}
            </div>
          </div>
        )}
      </Loaded>
    </div>
  );
}

function asCosine(value: number): string {
  return formatFixed(value, 2);
}

function PolicyColumn({ policy, keys }: { readonly policy: Policy; readonly keys: number }) {
  const t = useTranslations('memp');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t(`policies.${policy.policy}`)}</h2>
        {policy.isActive ? <Badge tone="accent">{t('active')}</Badge> : null}
      </div>
      <div className="card-body stack">
        <p className="small muted">{t('cost', { count: policy.found.length, tokens: formatCount(policy.tokens) })}</p>
        {policy.found.length === 0 ? <p>{t('nothing')}</p> : null}
        <ol className="memp-found">
          {policy.found.map((one) => (
            <li key={one.id} className="stack-tight">
              <a href={hrefOf({ view: 'memp', id: one.id })}>
                <ForeignText text={one.query} />
              </a>
              <span className="small row-wrap">
                <strong className="num">
                  {t(policy.policy === 'avefact' ? 'scoreFacts' : 'scoreText', { score: asCosine(one.score) })}
                </strong>
                {policy.policy === 'avefact' ? (
                  <span className="muted">{t('cosineText', { cosine: asCosine(one.cosine) })}</span>
                ) : null}
                <span className="muted">{t('tokens', { tokens: formatCount(one.tokens) })}</span>
              </span>
              {one.perKey.length === 0 ? null : (
                <ul className="memp-keys small">
                  {one.perKey.map(({ key, value, cosine }) => (
                    <li key={key}>
                      <ForeignText text={`${key}: ${value}`} /> <span className="num">{asCosine(cosine)}</span>
                    </li>
                  ))}
                  <li className="muted">{t('shared', { part: one.perKey.length, all: keys })}</li>
                </ul>
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
