import { useTranslations } from 'use-intl';
import { useApi, useAsking, useHasReasoner } from '../../client/index.ts';
import { AskButton, WritingState } from '../../ui/index.ts';

/** Has the goal worded by the model of the settings; nothing where the rules are the reasoner. */
export function Describe({ id }: { readonly id: string }) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const hasReasoner = useHasReasoner();
  const { asking, start, cancel } = useAsking((options) => client.reasoner.describe({ id }, options));
  if (!hasReasoner) return null;
  return (
    <div className="row-wrap">
      <AskButton label={t('describe')} hint={t('describeHint')} asking={asking} onClick={start} />
      <WritingState asking={asking} onCancel={cancel} />
    </div>
  );
}
