import { useTranslations } from 'use-intl';
import { useApi, useAsking, useHasReasoner } from '../../client/index.ts';
import { AskingState, Button, WrittenBy } from '../../ui/index.ts';

export interface ModelScorerProps {
  readonly id: string;
  /** The gate is judged by the model's figures now. */
  readonly isUsed: boolean;
  onUse(isUsed: boolean): void;
}

/** Has the steps of a candidate scored by the model of the settings; nothing where the rules are the reasoner. */
export function ModelScorer({ id, isUsed, onUse }: ModelScorerProps) {
  const t = useTranslations('reasoner');
  const { client } = useApi();
  const hasReasoner = useHasReasoner();
  const { asking, start, cancel } = useAsking(async (options) => {
    const stream = await client.reasoner.score({ id }, options);
    return (async function* () {
      for await (const told of stream) {
        if (told.kind === 'done') onUse(true);
        yield told;
      }
    })();
  });
  if (!hasReasoner) return null;
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <Button size="small" title={t('scoreHint')} disabled={asking.kind === 'running'} onClick={start}>
          {t('score')}
        </Button>
        {isUsed ? (
          <Button size="small" onClick={() => onUse(false)}>
            {t('scoreBack')}
          </Button>
        ) : null}
        {isUsed && asking.kind === 'done' && asking.report.author !== null ? (
          <output className="row-wrap small">
            <span>{t('scored', { steps: asking.report.steps, of: asking.report.of })}</span>
            <WrittenBy by={asking.report.author} />
          </output>
        ) : null}
      </div>
      <AskingState asking={asking} onCancel={cancel} />
    </div>
  );
}
