import { useTranslations } from 'use-intl';
import type { ProcmemOverview } from '../../../shared/contract/index.ts';
import { hrefOf } from '../../state/index.ts';
import { EmptyState, foreignString, ForeignText, formatCount, formatFixed, PlainTable } from '../../ui/index.ts';
import { signed } from './pool.tsx';

const row = 30;
const column = 56;
const left = 250;
const top = 34;

/** Skills over rounds: a line from birth to the round in which each left, the parent of each, and what the gate was asked. */
export function Lineage({ data }: { readonly data: ProcmemOverview }) {
  const t = useTranslations('procmem');
  if (data.rounds.length === 0) return <EmptyState title={t('noRounds.title')} body={t('noRounds.body')} />;
  return (
    <div className="stack">
      <ul className="procmem-legend small" aria-label={t('legend')}>
        <li data-mark="accepted">{t('marks.accepted')}</li>
        <li data-mark="rejected">{t('marks.rejected')}</li>
        <li data-mark="left">{t('marks.left')}</li>
        <li data-mark="parent">{t('marks.parent')}</li>
      </ul>
      <Graph data={data} />
      <PlainTable
        caption={t('rounds')}
        columns={[
          { label: t('roundColumns.round'), numeric: true },
          { label: t('roundColumns.episodes'), numeric: true },
          { label: t('roundColumns.return'), numeric: true },
          { label: t('roundColumns.baseline'), numeric: true },
          { label: t('roundColumns.born'), numeric: true },
          { label: t('roundColumns.left'), numeric: true },
          { label: t('roundColumns.pool'), numeric: true },
          { label: t('roundColumns.reuse') },
        ]}
        rows={data.rounds.map((round) => ({
          id: String(round.index),
          cells: [
            formatCount(round.index + 1),
            formatCount(round.episodes),
            formatFixed(round.meanReturn, 3),
            formatFixed(round.baseline, 3),
            formatCount(round.born.length),
            formatCount(round.left.length),
            formatCount(round.pool),
            round.reuse.steps === 0
              ? t('unsaid')
              : t('rate', {
                  rate: round.reuse.active / round.reuse.steps,
                  part: round.reuse.active,
                  all: round.reuse.steps,
                }),
          ],
        }))}
      />
    </div>
  );
}

function Graph({ data }: { readonly data: ProcmemOverview }) {
  const t = useTranslations('procmem');
  const last = data.rounds.length - 1;
  const skills = data.skills.toSorted((a, b) => a.skill.born - b.skill.born || (a.skill.id < b.skill.id ? -1 : 1));
  const rowOf = new Map(skills.map(({ skill }, at) => [skill.id, at]));
  const x = (round: number): number => left + round * column + column / 2;
  const y = (at: number): number => top + at * row + row / 2;
  const width = left + (last + 1) * column + 12;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="procmem-graph" tabIndex={0} aria-label={t('tabs.lineage')}>
      <svg width={width} height={top + skills.length * row + 8}>
        {data.rounds.map(({ index }) => (
          <g key={index}>
            <line className="procmem-grid" x1={x(index)} x2={x(index)} y1={top - 6} y2={top + skills.length * row} />
            <text className="procmem-round" x={x(index)} y={18} textAnchor="middle">
              {index + 1}
            </text>
          </g>
        ))}
        {skills.map(({ skill }, at) => {
          const parent = skill.parent === null ? undefined : rowOf.get(skill.parent);
          const end = skill.left ?? last;
          return (
            <g key={skill.id}>
              <a href={hrefOf({ view: 'procedure', id: skill.id })}>
                <text className="procmem-name" x={8} y={y(at) + 4}>
                  <title>{foreignString(skill.name)}</title>
                  {foreignString(skill.name.length > 34 ? `${skill.name.slice(0, 33)}…` : skill.name)}
                </text>
              </a>
              {parent === undefined ? null : (
                <path className="procmem-parent" d={`M ${x(skill.born)} ${y(parent)} L ${x(skill.born)} ${y(at)}`} />
              )}
              <line
                className="procmem-life"
                data-left={skill.left === null ? undefined : ''}
                x1={x(skill.born)}
                x2={x(end)}
                y1={y(at)}
                y2={y(at)}
              />
              <circle className="procmem-birth" cx={x(skill.born)} cy={y(at)} r={5} />
              {skill.left === null ? null : (
                <path className="procmem-left" d={`M ${x(end) - 5} ${y(at) - 5} l 10 10 m 0 -10 l -10 10`}>
                  <title>{t(`reasons.${skill.reason}`, { round: skill.left + 1 })}</title>
                </path>
              )}
            </g>
          );
        })}
        {data.candidates.map((candidate, index) => {
          const at = rowOf.get(candidate.skillId);
          if (at === undefined) return null;
          const among = data.candidates
            .slice(0, index)
            .filter((other) => other.skillId === candidate.skillId && other.round === candidate.round);
          const shift = 10 + among.length * 11;
          return (
            <a
              key={candidate.id}
              aria-label={t('candidateName', {
                round: candidate.round + 1,
                skill: foreignString(candidate.before.goal),
                what: foreignString(candidate.edits.map(({ text }) => text).join('; ')),
                verdict: t(candidate.accepted ? 'passes' : 'fails'),
              })}
              href={hrefOf({ view: 'procmem', params: { tab: 'gate', candidate: candidate.id } })}
            >
              <rect
                className="procmem-candidate"
                data-accepted={candidate.accepted ? '' : undefined}
                x={x(candidate.round) + shift}
                y={y(at) - 4}
                width={8}
                height={8}
              >
                <title>
                  {foreignString(
                    candidate.edits.map(({ text }) => text).join('; ') || t(`candidateKinds.${candidate.kind}`),
                  )}
                  {candidate.reported === null ? '' : ` (J ${signed(candidate.reported)})`}
                </title>
              </rect>
            </a>
          );
        })}
      </svg>
      <p className="sr-only">
        {skills.map(({ skill }) => (
          <ForeignText key={skill.id} text={`${skill.name}: ${skill.born + 1} – ${(skill.left ?? last) + 1}. `} />
        ))}
      </p>
    </section>
  );
}
