import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useApi } from '../../client/index.ts';
import { Button, ReportText, SelectField, TextField, useErrorReport } from '../../ui/index.ts';
import { limitNames, type LimitName, type ReasonerDraft } from './reasoner-draft.ts';

export interface ServerFieldsProps {
  readonly draft: ReasonerDraft;
  readonly faults: ReadonlySet<LimitName>;
  /** The server of the draft is the one that is saved: it can be asked for its models. */
  readonly canList: boolean;
  onChange(draft: ReasonerDraft): void;
}

/** Where the server is, which of its models is asked, and within which limits. */
export function ServerFields({ draft, faults, canList, onChange }: ServerFieldsProps) {
  const t = useTranslations('reasoner');
  return (
    <>
      <div className="reasoner-line">
        <TextField
          label={t('address')}
          hint={t('addressHint')}
          value={draft.address}
          spellCheck={false}
          onChange={(address) => onChange({ ...draft, address })}
        />
        <TextField
          label={t('model')}
          hint={t('modelHint')}
          value={draft.model}
          spellCheck={false}
          onChange={(model) => onChange({ ...draft, model })}
        />
      </div>
      {canList ? <Models model={draft.model} onChoose={(model) => onChange({ ...draft, model })} /> : null}
      <details>
        <summary>{t('limits')}</summary>
        <div className="settings-grid reasoner-limits">
          {limitNames.map((name) => (
            <TextField
              key={name}
              label={t(`fields.${name}.label`)}
              hint={t(`fields.${name}.unit`)}
              error={faults.has(name) ? t('fault') : undefined}
              inputMode="decimal"
              value={draft.limits[name]}
              onChange={(text) => onChange({ ...draft, limits: { ...draft.limits, [name]: text } })}
            />
          ))}
        </div>
      </details>
    </>
  );
}

/** The list that the server gives, asked for by a person. */
function Models({ model, onChoose }: { readonly model: string; onChoose(model: string): void }) {
  const t = useTranslations('reasoner');
  const { query } = useApi();
  const models = useQuery(query.reasoner.models.queryOptions({ enabled: false }));
  const report = useErrorReport()(models.error ?? null);
  const names = models.data ?? [];
  return (
    <div className="row-wrap">
      <Button disabled={models.isFetching} onClick={() => void models.refetch()}>
        {t('list')}
      </Button>
      {names.length === 0 ? null : (
        <SelectField
          label={t('modelOf')}
          hideLabel
          value={names.includes(model) ? model : ''}
          options={[
            { value: '', label: t('choose'), disabled: true },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
          onChange={onChoose}
        />
      )}
      {models.error === null || report === null || models.isFetching ? null : (
        <span className="field-error" role="alert">
          <ReportText report={report} />
        </span>
      )}
    </div>
  );
}
