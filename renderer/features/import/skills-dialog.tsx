import { useQuery } from '@tanstack/react-query';
import { ShieldAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SeenSkill, SeenSkills } from '../../../shared/contract/index.ts';
import { useApi, useDecision } from '../../client/index.ts';
import { navigate } from '../../state/index.ts';
import {
  Badge,
  Button,
  CheckField,
  Dialog,
  EmptyState,
  ErrorState,
  ForeignText,
  foreignString,
  Loaded,
} from '../../ui/index.ts';
import { SkippedTable } from './record-tables.tsx';
import './skills.css';

export interface SkillsDialogProps {
  readonly paths: readonly string[];
  onClose(): void;
}

/** The skills that were found, each with what is odd about it. Those that are chosen become proposals. */
export function SkillsDialog({ paths, onClose }: SkillsDialogProps) {
  const t = useTranslations('import');
  const common = useTranslations('common');
  const { client, query } = useApi();
  const seen = useQuery(query.skills.look.queryOptions({ input: { paths: [...paths] }, staleTime: 0 }));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = (seen.data?.skills ?? []).filter(({ skill, isKnown }) => !isKnown && !left.has(skill.id));
  const propose = useDecision(
    async (ids: string[]) => (await client.skills.propose({ paths: [...paths], ids })).decision,
    { done: t('skills.done', { count: chosen.length }), quiet: true },
  );
  const toggle = (id: string, on: boolean): void => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('skills.found')}
      description={t('skills.note')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            disabled={chosen.length === 0 || propose.isPending}
            onClick={() =>
              propose.mutate(
                chosen.map(({ skill }) => skill.id),
                { onSuccess: () => navigate({ view: 'review', params: {} }) },
              )
            }
          >
            {t('skills.propose', { count: chosen.length })}
          </Button>
        </>
      }
    >
      {propose.error === null ? null : <ErrorState error={propose.error} />}
      <Loaded query={seen}>
        {(found) => <Found found={found} isChosen={({ skill }) => !left.has(skill.id)} onToggle={toggle} />}
      </Loaded>
    </Dialog>
  );
}

interface FoundProps {
  readonly found: SeenSkills;
  isChosen(seen: SeenSkill): boolean;
  onToggle(id: string, on: boolean): void;
}

function Found({ found: { skills, skipped }, isChosen, onToggle }: FoundProps) {
  const t = useTranslations('import');
  return (
    <div className="stack">
      {skills.length === 0 ? <EmptyState title={t('skills.none')} body={t('skills.noneBody')} /> : null}
      <ul className="import-skills">
        {skills.map((seen) => (
          <Skill key={seen.skill.file} seen={seen} isChosen={isChosen(seen)} onToggle={onToggle} />
        ))}
      </ul>
      {skipped.length === 0 ? null : (
        <details className="import-skipped">
          <summary>{t('skippedCount', { count: skipped.length })}</summary>
          <SkippedTable rows={skipped} />
        </details>
      )}
    </div>
  );
}

interface SkillProps {
  readonly seen: SeenSkill;
  readonly isChosen: boolean;
  onToggle(id: string, on: boolean): void;
}

function Skill({ seen: { skill, findings, isKnown }, isChosen, onToggle }: SkillProps) {
  const t = useTranslations('import');
  const { preconditions, steps, postconditions } = skill.body;
  return (
    <li className="stack-tight">
      <div className="row-wrap">
        <span className="grow">
          <CheckField
            label={foreignString(skill.name)}
            checked={isChosen && !isKnown}
            disabled={isKnown}
            onChange={(on) => onToggle(skill.id, on)}
          />
        </span>
        {isKnown ? <Badge>{t('skills.known')}</Badge> : null}
        {findings.length === 0 ? null : (
          <Badge tone="warning" title={findings.map(({ where, excerpt }) => `${where}: ${excerpt}`).join('\n')}>
            <ShieldAlert size={12} aria-hidden /> {t('skills.quarantine', { count: findings.length })}
          </Badge>
        )}
      </div>
      <p>
        <ForeignText text={skill.body.goal} />
      </p>
      <p className="small muted">
        {t('skills.parts', { steps: steps.length, before: preconditions.length, after: postconditions.length })}
      </p>
      {skill.warnings.length === 0 ? null : (
        <details className="small">
          <summary>
            <TriangleAlert size={13} aria-hidden className="import-skill-warning" />{' '}
            {t('skills.warnings', { count: skill.warnings.length })}
          </summary>
          <ul className="import-notes" aria-label={t('skills.warnings', { count: skill.warnings.length })}>
            {skill.warnings.map((warning) => (
              <li key={warning}>
                <ForeignText text={warning} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
