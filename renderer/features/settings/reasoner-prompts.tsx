import { useTranslations } from 'use-intl';
import type { PromptFile } from '../../../shared/contract/index.ts';
import { useApi, useCapabilities } from '../../client/index.ts';
import { Button, ForeignText, PlainTable } from '../../ui/index.ts';

/** The files in which stands what a model is told. */
export function ReasonerPrompts({ prompts }: { readonly prompts: readonly PromptFile[] }) {
  const t = useTranslations('reasoner');
  const { host } = useApi();
  const { revealFile } = useCapabilities();
  return (
    <details>
      <summary>{t('prompts')}</summary>
      <div className="stack-tight">
        <p className="small muted">{t('promptsAbout')}</p>
        <PlainTable
          caption={t('prompts')}
          columns={[{ label: t('promptTask') }, { label: t('promptFrom') }, { label: t('promptFile') }]}
          rows={prompts.map(({ task, from, file }) => ({
            id: task,
            cells: [
              t(`tasks.${task}`),
              t(`from.${from}`),
              revealFile ? (
                <Button key="file" size="small" variant="quiet" onClick={() => host.revealFile(file)}>
                  <ForeignText text={file} />
                </Button>
              ) : (
                <span key="file" className="mono small">
                  <ForeignText text={file} />
                </span>
              ),
            ],
          }))}
        />
      </div>
    </details>
  );
}
