import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, Card, foreignString, ForeignText, SelectField, TextField, useFormatName } from '../../ui/index.ts';
import type { FoundFile } from './import-store.ts';
import { MappingDialog } from './mapping-dialog.tsx';
import { useImport } from './use-import.ts';

interface QuestionProps {
  readonly found: FoundFile;
}

/** Where more than one reader claims the file: which one is it. */
export function FormatQuestion({ found: { preview, answers, isBusy } }: QuestionProps) {
  const t = useTranslations('import');
  const { answer } = useImport();
  const formatName = useFormatName();
  const claims = preview.alternatives.filter(({ format }) => format !== preview.format);
  if (claims.length === 0 && answers.format === undefined) return null;
  const known = [
    ...new Set([...(preview.format === null ? [] : [preview.format]), ...claims.map(({ format }) => format)]),
  ];
  return (
    <Card title={t('formatQuestion')}>
      <div className="stack">
        <p className="muted">{t('formatQuestionHint')}</p>
        <SelectField
          label={t('format')}
          disabled={isBusy}
          value={answers.format ?? ''}
          options={[
            { value: '', label: t(preview.format === null ? 'formatChoose' : 'formatAuto') },
            ...known.map((value) => ({ value, label: formatName(value) })),
          ]}
          onChange={(format) => {
            const { format: _, ...rest } = answers;
            void answer(preview.file, format === '' ? rest : { ...rest, format });
          }}
        />
        <ul className="import-notes">
          {claims.map((claim) => (
            <li key={claim.format}>
              {formatName(claim.format)}: <ForeignText text={claim.reason} /> (
              {t('confidence', { share: claim.confidence })})
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

/** Where episodes have no outcome and a field could tell it: which field, and which values are success. */
export function OutcomeQuestion({ found: { preview, answers, isBusy } }: QuestionProps) {
  const t = useTranslations('import');
  const { answer } = useImport();
  const [rule, setRule] = useState(answers.outcome ?? '');
  const fields = preview.outcomeFields;
  if (fields.length === 0) return null;
  const chosen = fields.find(({ field }) => rule.startsWith(field))?.field ?? '';
  const apply = (next: string): void => {
    const { outcome: _, ...rest } = answers;
    void answer(preview.file, next === '' ? rest : { ...rest, outcome: next });
  };
  return (
    <Card title={t('outcomeQuestion')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          apply(rule.trim());
        }}
      >
        {preview.unknown === 0 ? null : <p className="muted">{t('outcomeQuestionHint', { count: preview.unknown })}</p>}
        <div className="stack-tight" role="radiogroup" aria-label={t('outcomeQuestion')}>
          {[null, ...fields].map((offer) => (
            <label key={offer?.field ?? ''} className="import-choice">
              <input
                type="radio"
                name="outcome-field"
                disabled={isBusy}
                checked={(offer?.field ?? '') === chosen}
                onChange={() => {
                  setRule(offer?.suggestion ?? '');
                  apply(offer?.suggestion ?? '');
                }}
              />
              {offer === null ? (
                <span>{t('outcomeLeave')}</span>
              ) : (
                <span>
                  <span className="mono">
                    <ForeignText text={offer.field} />
                  </span>{' '}
                  <span className="small muted">
                    {t('outcomeValues', { values: offer.values.map(foreignString).join(', ') })}
                  </span>
                </span>
              )}
            </label>
          ))}
        </div>
        {chosen === '' ? null : (
          <div className="import-rule">
            <TextField
              label={t('outcomeRule')}
              hint={t('outcomeRuleHint')}
              spellCheck={false}
              value={rule}
              onChange={setRule}
            />
            <Button type="submit" disabled={isBusy || rule.trim() === (answers.outcome ?? '')}>
              {t('apply')}
            </Button>
          </div>
        )}
        {answers.outcome === undefined ? null : (
          <p className="small muted mono">
            {t('outcomeTerminal', { option: foreignString(`--outcome ${quoted(answers.outcome)}`) })}
          </p>
        )}
      </form>
    </Card>
  );
}

/** As a shell takes it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Where no reader knows the file but it has records: a mapping. One that was used can be adjusted. */
export function MappingQuestion({ found }: QuestionProps) {
  const t = useTranslations('import');
  const [isOpen, setOpen] = useState(false);
  const { preview, columns } = found;
  const isMapped = preview.format === 'generic' && preview.mapping !== null;
  if (preview.format !== null && !isMapped) return null;
  if (preview.format === null && preview.alternatives.length > 0) return null;
  return (
    <Card title={t('mappingQuestion')}>
      <div className="stack">
        {isMapped ? (
          <p>{t('mappingSaved', { name: foreignString(preview.mapping?.name ?? '') })}</p>
        ) : (
          <p className="muted">
            {columns.length === 0 ? t('noReader') : t('mappingQuestionHint', { count: columns.length })}
          </p>
        )}
        {columns.length === 0 && !isMapped ? null : (
          <div>
            <Button variant={isMapped ? 'default' : 'primary'} onClick={() => setOpen(true)}>
              {t(isMapped ? 'mappingAdjust' : 'mappingOpen')}
            </Button>
          </div>
        )}
      </div>
      {isOpen ? <MappingDialog found={found} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}
