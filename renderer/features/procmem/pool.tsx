import { useTranslations } from 'use-intl';
import type { ProcmemOverview } from '../../../shared/contract/index.ts';
import { renderCondition } from '../../../shared/model/index.ts';
import { useApi, useDecision, useMemory } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import { Badge, Button, formatCount, formatFixed, PlainTable, SlotText } from '../../ui/index.ts';

type Row = ProcmemOverview['skills'][number];

/** The pool: each skill with its figures, and why it would survive now or why it left. */
export function Pool({ data }: { readonly data: ProcmemOverview }) {
  const t = useTranslations('procmem');
  const cap = useMemory()?.settings.procmemPool ?? 0;
  const rows = data.skills.toSorted(
    (a, b) => rank(a) - rank(b) || b.skill.bound - a.skill.bound || (a.skill.id < b.skill.id ? -1 : 1),
  );
  const live = rows.filter(({ status }) => status === 'live').length;
  return (
    <div className="stack procmem-pool">
      <p className="muted">{t('capacity', { live, cap })}</p>
      <PlainTable
        caption={t('tabs.pool')}
        columns={[
          { label: t('columns.skill') },
          { label: t('columns.uses'), numeric: true },
          { label: t('columns.gain'), numeric: true },
          { label: t('columns.bound'), numeric: true },
          { label: t('columns.maturity'), numeric: true },
          { label: t('columns.version'), numeric: true },
          { label: t('columns.why') },
        ]}
        rows={rows.map((row) => ({
          id: row.skill.id,
          cells: [
            <SkillCell key="skill" row={row} />,
            formatCount(row.skill.frequency),
            signed(row.skill.gain),
            signed(row.skill.bound),
            formatCount(row.skill.maturity),
            formatCount(row.skill.version),
            <Why key="why" row={row} />,
          ],
        }))}
      />
    </div>
  );
}

function rank({ status }: Row): number {
  return status === 'live' ? 0 : 1;
}

export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${formatFixed(Math.abs(value), 3)}`;
}

function SkillCell({ row: { skill, body } }: { readonly row: Row }) {
  const t = useTranslations('procmem');
  const steps = body.steps.map(({ template }) => template).join(' → ');
  return (
    <div className="procmem-skill">
      <a href={hrefOf({ view: 'procedure', id: skill.id })}>
        <SlotText text={skill.name} />
      </a>
      <details className="small">
        <summary>{t('parts', { steps: body.steps.length, tokens: skill.tokens })}</summary>
        <dl className="procmem-parts">
          <dt>{t('fields.activation')}</dt>
          <dd>
            <SlotText text={body.preconditions.map(renderCondition).join('; ') || t('always')} />
          </dd>
          <dt>{t('fields.execution')}</dt>
          <dd>
            <SlotText text={steps} />
          </dd>
          <dt>{t('fields.termination')}</dt>
          <dd>
            <SlotText text={body.postconditions.map(renderCondition).join('; ') || t('unsaid')} />
          </dd>
        </dl>
      </details>
    </div>
  );
}

function Why({ row: { skill, status, pinned, proposals } }: { readonly row: Row }) {
  const t = useTranslations('procmem');
  const { client } = useApi();
  const adopt = useDecision(client.library.restore, { done: t('adopted') });
  const reason = pinned ? 'pinned' : skill.reason;
  return (
    <div className="stack-tight">
      <span className="row-wrap">
        <Badge tone={status === 'live' ? 'success' : 'warning'}>{t(status === 'live' ? 'stays' : 'gone')}</Badge>
        {skill.imported ? <Badge title={t('importedHint')}>{t('imported')}</Badge> : null}
        {proposals > 0 ? (
          <a href={hrefOf({ view: 'review' })}>
            <Badge tone="accent">{t('proposals', { count: proposals })}</Badge>
          </a>
        ) : null}
      </span>
      <span className="small">{t(`reasons.${reason}`, { round: (skill.left ?? 0) + 1 })}</span>
      {reason === 'waits' && status === 'pruned' ? (
        <span>
          <Button size="small" disabled={adopt.isPending} onClick={() => adopt.mutate({ id: skill.id })}>
            {t('adopt')}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
