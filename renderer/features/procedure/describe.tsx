import { useQuery } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useApi, useAsking } from '../../client/index.ts';
import { Button, WritingState } from '../../ui/index.ts';

/** Has the goal worded by the model of the settings; nothing where the rules are the reasoner. */
export function Describe({ id }: { readonly id: string }) {
  const t = useTranslations('reasoner');
  const { client, query } = useApi();
  const status = useQuery(query.reasoner.status.queryOptions()).data;
  const { asking, start, cancel } = useAsking((options) => client.reasoner.describe({ id }, options));
  if (status === undefined || status.settings.kind === 'rules') return null;
  return (
    <div className="row-wrap">
      <Button
        size="small"
        icon={<Sparkles size={14} aria-hidden />}
        title={t('describeHint')}
        disabled={asking.kind === 'running'}
        onClick={start}
      >
        {t('describe')}
      </Button>
      <WritingState asking={asking} onCancel={cancel} />
    </div>
  );
}
