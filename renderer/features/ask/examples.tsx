import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../../client/index.ts';
import { setParams } from '../../state/index.ts';

const exampleCount = 4;

/** A few goals that agents of this memory were given, from places all over the list; each is one click to a ranking. */
export function Examples() {
  const t = useTranslations('ask');
  const { query } = useApi();
  const rows = useQuery(query.trajectories.list.queryOptions()).data;
  const examples = useMemo(() => {
    const goals = [...new Set((rows ?? []).map((row) => row.goal))].filter((goal) => goal !== '' && goal.length <= 160);
    const stride = Math.max(1, Math.floor(goals.length / exampleCount));
    return goals.filter((_, index) => index % stride === 0).slice(0, exampleCount);
  }, [rows]);
  if (examples.length === 0) return null;
  return (
    <div className="ask-examples">
      <h3 className="small muted">{t('examples')}</h3>
      <ul>
        {examples.map((example) => (
          <li key={example}>
            <button type="button" className="ask-example" onClick={() => setParams({ goal: example })}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
