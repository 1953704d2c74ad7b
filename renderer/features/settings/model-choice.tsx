import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Model } from '../../../shared/contract/index.ts';
import { Button, ForeignText, formatBytes, PlainTable, TextField } from '../../ui/index.ts';

export interface ModelChoiceProps {
  /** All but the one in use. */
  readonly models: readonly Model[];
  readonly isBusy: boolean;
  onUse(id: string): void;
}

/** Models that can take the place of the one in use: bundled, fetched, of the hub, or named by a person. */
export function ModelChoice({ models, isBusy, onUse }: ModelChoiceProps) {
  const t = useTranslations('settings');
  return (
    <section className="stack" aria-label={t('model.others')}>
      <h3>{t('model.others')}</h3>
      <p className="small muted">{t('model.othersNote')}</p>
      <PlainTable
        caption={t('model.others')}
        columns={[
          { label: t('model.name') },
          { label: t('model.dimension'), numeric: true },
          { label: t('model.size'), numeric: true },
          { label: t('model.licence') },
          { label: t('model.state') },
          { label: t('model.choose') },
        ]}
        rows={models.map((model) => ({
          id: model.id,
          cells: [
            <span key="name" className="stack-tight">
              <ForeignText text={model.title} />
              <span className="small muted mono">
                <ForeignText text={model.id} />
              </span>
            </span>,
            String(model.dimension ?? t('model.unknown')),
            model.bytes === null ? t('model.unknown') : formatBytes(model.bytes),
            model.licence,
            model.state === 'unusable' ? model.note : t(`model.states.${model.state}`),
            <Button
              key="use"
              size="small"
              disabled={isBusy || model.state === 'unusable'}
              aria-label={t(model.state === 'absent' ? 'model.fetchNamed' : 'model.useNamed', { id: model.title })}
              onClick={() => onUse(model.id)}
            >
              {t(model.state === 'absent' ? 'model.fetch' : 'model.use')}
            </Button>,
          ],
        }))}
      />
      <OtherModel isBusy={isBusy} onUse={onUse} />
    </section>
  );
}

/** A model by its id, or a folder of this machine. */
function OtherModel({ isBusy, onUse }: Pick<ModelChoiceProps, 'isBusy' | 'onUse'>) {
  const t = useTranslations('settings');
  const [text, setText] = useState('');
  const id = idOf(text.trim());
  return (
    <div className="settings-other">
      <TextField
        label={t('model.other')}
        placeholder={t('model.otherPlaceholder')}
        value={text}
        onChange={setText}
        spellCheck={false}
      />
      <Button disabled={isBusy || id === null} onClick={() => (id === null ? undefined : onUse(id))}>
        {t('model.use')}
      </Button>
      <p className="small muted">{t('model.otherHint')}</p>
    </div>
  );
}

/** `ORG/NAME` is a hub's model, what begins like a path a folder; whole ids stay as they are. */
function idOf(text: string): string | null {
  if (text === '') return null;
  if (/^(bundled|path|hub|hashed):./.test(text)) return text;
  return /^[\w.-]+\/[\w.-]+$/.test(text) ? `hub:${text}` : `path:${text}`;
}
