import { useQuery } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useApi, useAsking } from '../../client/index.ts';
import { Button, WritingState } from '../../ui/index.ts';

/** Has the script of an entry written from its episode, or rewritten after failures, by the model of the settings. */
export function WriteScript({ id, canRewrite }: { readonly id: string; readonly canRewrite: boolean }) {
  const { query } = useApi();
  const status = useQuery(query.reasoner.status.queryOptions()).data;
  if (status === undefined || status.settings.kind === 'rules') return null;
  return (
    <div className="row-wrap">
      <Write id={id} task="abstract" />
      {canRewrite ? <Write id={id} task="rewrite" /> : null}
    </div>
  );
}

function Write({ id, task }: { readonly id: string; readonly task: 'abstract' | 'rewrite' }) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const { asking, start, cancel } = useAsking((options) => client.reasoner.writeScript({ id, task }, options));
  return (
    <>
      <Button
        size="small"
        icon={<Sparkles size={14} aria-hidden />}
        title={t(`${task}Hint`)}
        disabled={asking.kind === 'running'}
        onClick={start}
      >
        {t(task)}
      </Button>
      <WritingState asking={asking} onCancel={cancel} />
    </>
  );
}
