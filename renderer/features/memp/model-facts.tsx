import { useTranslations } from 'use-intl';
import type { TaskFacts } from '../../../shared/contract/index.ts';
import { useApi, useAsking, useHasReasoner } from '../../client/index.ts';
import { AskButton, AskingState, Button, EngineText, foreignString, WrittenBy } from '../../ui/index.ts';

export interface ModelFactsProps {
  readonly goal: string;
  /** What a model read, while the retrieval compares that. */
  readonly used: TaskFacts | null;
  onUse(facts: TaskFacts | null): void;
}

/** Has the facts of the task read by the model of the settings; nothing where the rules are the reasoner. */
export function ModelFacts({ goal, used, onUse }: ModelFactsProps) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const hasReasoner = useHasReasoner();
  const { asking, start, cancel } = useAsking(async (options) => {
    const stream = await client.reasoner.facts({ goal }, options);
    return (async function* () {
      for await (const told of stream) {
        if (told.kind === 'done' && told.report.author !== null) onUse(told.report);
        yield told;
      }
    })();
  });
  if (!hasReasoner) return null;
  const note = asking.kind === 'done' ? asking.report.note : '';
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <AskButton label={t('factsRead')} hint={t('factsHint')} asking={asking} onClick={start} />
        {used === null ? null : (
          <>
            <Button size="small" onClick={() => onUse(null)}>
              {t('factsBack')}
            </Button>
            {used.author === null ? null : <WrittenBy by={used.author} />}
            {used.because === '' ? null : (
              <span className="small">{t('because', { because: foreignString(used.because) })}</span>
            )}
          </>
        )}
        {note === '' ? null : <EngineText text={note} />}
      </div>
      <AskingState asking={asking} onCancel={cancel} />
    </div>
  );
}
