import { useTranslations } from 'use-intl';
import { useApi, useAsking, useHasReasoner } from '../../client/index.ts';
import { AskButton, WritingState } from '../../ui/index.ts';

/** Has the script of an entry written from its episode, or rewritten after failures, by the model of the settings. */
export function WriteScript({ id, canRewrite }: { readonly id: string; readonly canRewrite: boolean }) {
  const hasReasoner = useHasReasoner();
  if (!hasReasoner) return null;
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
      <AskButton label={t(task)} hint={t(`${task}Hint`)} asking={asking} onClick={start} />
      <WritingState asking={asking} onCancel={cancel} />
    </>
  );
}
