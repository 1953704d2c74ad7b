import { useQuery } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { WritingReport } from '../../../shared/contract/index.ts';
import { useApi, useAsking } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import { AskingState, Button, EngineText, WrittenBy } from '../../ui/index.ts';

/** Has the goal worded by the model of the settings; nothing where the rules are the reasoner. */
export function Describe({ id }: { readonly id: string }) {
  const t = useTranslations('reasoner');
  const { client, query } = useApi();
  const status = useQuery(query.reasoner.status.queryOptions()).data;
  const { asking, start, cancel } = useAsking((options) => client.reasoner.describe({ id }, options));
  if (status === undefined || status.settings.kind === 'rules') return null;
  return (
    <div className="stack-tight procedure-describe">
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
        {asking.kind === 'done' ? <Proposed report={asking.report} /> : null}
      </div>
      <AskingState asking={asking} onCancel={cancel} />
    </div>
  );
}

function Proposed({ report: { proposalId, author, note } }: { readonly report: WritingReport }) {
  const t = useTranslations('reasoner');
  return (
    <output className="row-wrap small">
      <span>{t(proposalId === null ? 'nothingProposed' : 'proposed')}</span>
      {note === '' ? null : <EngineText text={note} />}
      {author === null ? null : <WrittenBy by={author} />}
      {proposalId === null ? null : <a href={hrefOf({ view: 'review', id: proposalId })}>{t('toProposal')}</a>}
    </output>
  );
}
