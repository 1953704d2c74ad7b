import { useTranslations } from 'use-intl';
import type { ProcmemOverview } from '../../../shared/contract/index.ts';
import type { SkillEdit } from '../../../shared/model/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import {
  Badge,
  BodyDiffView,
  Card,
  EmptyState,
  ForeignText,
  formatProbability,
  SelectField,
  SlotText,
} from '../../ui/index.ts';
import { Attribution } from './attribution.tsx';
import { signed } from './pool.tsx';

type Gradient = ProcmemOverview['gradients'][number];

/** The semantic gradients: what each trajectory says of a skill, what they say together, and what it would change. */
export function Gradients({ data }: { readonly data: ProcmemOverview }) {
  const t = useTranslations('procmem');
  const { params } = useRoute();
  const passed = new Set(data.candidates.flatMap(({ id, accepted }) => (accepted ? [id] : [])));
  const first = data.gradients.find(({ candidates }) => candidates.some((id) => passed.has(id))) ?? data.gradients[0];
  const chosen = data.gradients.find(({ id }) => id === params['gradient']) ?? first;
  if (chosen === undefined) return <EmptyState title={t('noGradients.title')} body={t('noGradients.body')} />;
  const nameOf = (id: string): string => data.skills.find(({ skill }) => skill.id === id)?.skill.name ?? id;
  return (
    <div className="stack">
      <SelectField
        label={t('gradient')}
        value={chosen.id}
        options={data.gradients.map(({ id, round, skillId }) => ({
          value: id,
          label: t('gradientName', { round: round + 1, skill: nameOf(skillId) }),
        }))}
        onChange={(gradient) => setParams({ gradient })}
      />
      <Attribution key={chosen.skillId} skillId={chosen.skillId} names={data.names} />
      <p>{t(`outcomes.${chosen.outcome}`, { relevance: formatProbability(chosen.relevance) })}</p>
      <div className="procmem-sides">
        {(['worst', 'best'] as const).map((side) => (
          <Card key={side} title={t(`sides.${side}`)}>
            <Voices gradient={chosen} side={side} names={data.names} />
          </Card>
        ))}
      </div>
      <Card title={t('together')}>
        <Edits edits={chosen.edits} none={t('noEdits')} />
      </Card>
      {chosen.candidates.map((id) => (
        <Candidate key={id} id={id} data={data} />
      ))}
    </div>
  );
}

function Voices({
  gradient,
  side,
  names,
}: {
  readonly gradient: Gradient;
  readonly side: 'worst' | 'best';
  readonly names: ProcmemOverview['names'];
}) {
  const t = useTranslations('procmem');
  return (
    <ul className="procmem-list">
      {gradient.trajectories
        .filter((one) => one.side === side)
        .map((one) => (
          <li key={one.trajectoryId} className="stack-tight">
            <span className="row-wrap">
              <a href={hrefOf({ view: 'trajectory', id: one.trajectoryId, params: { step: String(one.from) } })}>
                <ForeignText text={names[one.trajectoryId]?.goal ?? one.trajectoryId} />
              </a>
              <span className="small muted">
                {t('span', { from: one.from + 1, to: one.to, advantage: signed(one.advantage) })}
              </span>
            </span>
            {one.blame.length === 0 ? null : (
              <span className="small">
                {t('blames', { fields: one.blame.map((field) => t(`fields.${field}`)).join(', ') })}
              </span>
            )}
            <Edits edits={one.edits} none={t('saysNothing')} />
          </li>
        ))}
    </ul>
  );
}

function Edits({ edits, none }: { readonly edits: readonly SkillEdit[]; readonly none: string }) {
  const t = useTranslations('procmem');
  if (edits.length === 0) return <p className="small muted">{none}</p>;
  return (
    <ul className="procmem-edits small">
      {edits.map((edit) => (
        <li key={`${edit.field} ${edit.kind} ${edit.text}`} className="row-wrap">
          <Badge>{t(`fields.${edit.field}`)}</Badge>
          <span>{t(`edits.${edit.kind}`)}</span>
          <SlotText text={edit.text} />
          <span className="muted">{t('voices', { count: edit.voices })}</span>
        </li>
      ))}
    </ul>
  );
}

function Candidate({ id, data }: { readonly id: string; readonly data: ProcmemOverview }) {
  const t = useTranslations('procmem');
  const candidate = data.candidates.find((one) => one.id === id);
  if (candidate === undefined) return null;
  return (
    <Card
      title={t('candidate', { kind: t(`candidateKinds.${candidate.kind}`) })}
      actions={
        <span className="row-wrap">
          <Badge tone={candidate.accepted ? 'success' : 'neutral'}>{t(candidate.accepted ? 'passes' : 'fails')}</Badge>
          <a href={hrefOf({ view: 'procmem', params: { tab: 'gate', candidate: id } })}>{t('openGate')}</a>
        </span>
      }
    >
      <BodyDiffView before={candidate.before} after={candidate.after} layout="unified" />
    </Card>
  );
}
