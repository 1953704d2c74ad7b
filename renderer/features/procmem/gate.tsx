import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GateReport, ProcmemOverview } from '../../../shared/contract/index.ts';
import { useApi, useMemory } from '../../client/index.ts';
import { hrefOf, setParams, useRoute } from '../../state/index.ts';
import {
  Badge,
  Button,
  Card,
  EmptyState,
  formatCount,
  formatFixed,
  Loaded,
  PlainTable,
  RangeField,
  Segmented,
  SelectField,
  SlotText,
  Stats,
  TextField,
} from '../../ui/index.ts';
import { JudgeCard } from './judge-card.tsx';
import { ModelScorer } from './model-scorer.tsx';
import { signed } from './pool.tsx';

/** The gate of one candidate: its figures under other parameters, and the steps behind them. */
export function Gate({ data }: { readonly data: ProcmemOverview }) {
  const t = useTranslations('procmem');
  const { params } = useRoute();
  const judged = data.candidates.filter(({ fate }) => fate !== 'reported');
  const chosen =
    data.candidates.find(({ id }) => id === params['candidate']) ??
    judged.find(({ accepted }) => accepted) ??
    data.candidates[0];
  if (chosen === undefined) return <EmptyState title={t('noCandidates.title')} body={t('noCandidates.body')} />;
  const nameOf = (id: string): string => data.skills.find(({ skill }) => skill.id === id)?.skill.name ?? id;
  return (
    <div className="stack">
      <SelectField
        label={t('candidateField')}
        value={chosen.id}
        options={data.candidates.map(({ id, round, skillId, edits, kind, accepted }) => ({
          value: id,
          label: t('candidateName', {
            round: round + 1,
            skill: nameOf(skillId),
            what: edits.map(({ text }) => text).join('; ') || t(`candidateKinds.${kind}`),
            verdict: t(accepted ? 'passes' : 'fails'),
          }),
        }))}
        onChange={(candidate) => setParams({ candidate })}
      />
      {chosen.fate === 'reported' ? (
        <EmptyState
          title={t('reported.title')}
          body={t('reported.body', { score: chosen.reported === null ? '–' : signed(chosen.reported) })}
        />
      ) : (
        <Judged key={chosen.id} id={chosen.id} />
      )}
    </div>
  );
}

interface Parameters {
  readonly epsilon: number;
  readonly margin: number;
  readonly form: GateReport['form'];
  readonly file: string;
}

function Judged({ id }: { readonly id: string }) {
  const { query } = useApi();
  const settings = useMemory()?.settings;
  const [parameters, setParameters] = useState<Parameters>({
    epsilon: settings?.procmemEpsilon ?? 0.2,
    margin: settings?.procmemMargin ?? 0,
    form: settings?.procmemAdvantage ?? 'paper',
    file: '',
  });
  const [isByModel, setByModel] = useState(false);
  const { file, ...numbers } = parameters;
  const scorer = isByModel ? { scorer: 'reasoner' as const } : file === '' ? {} : { logProbabilities: file };
  const input = { id, ...numbers, ...scorer };
  const report = useQuery(query.strategies.gate.queryOptions({ input, placeholderData: keepPreviousData }));
  return (
    <div className="stack">
      <Controls parameters={parameters} onChange={setParameters} />
      <ModelScorer id={id} isUsed={isByModel} onUse={setByModel} />
      <Loaded query={report}>{(data) => <Report report={data} />}</Loaded>
      {/* Outside of what may fail to load: games that are being played go on. */}
      <JudgeCard id={id} />
      {report.data === undefined ? null : <Steps report={report.data} />}
    </div>
  );
}

function Controls({
  parameters,
  onChange,
}: {
  readonly parameters: Parameters;
  readonly onChange: (next: Parameters) => void;
}) {
  const t = useTranslations('procmem');
  const [file, setFile] = useState(parameters.file);
  const { epsilon, margin, form } = parameters;
  return (
    <div className="procmem-controls">
      <RangeField
        label={t('epsilon')}
        value={epsilon}
        min={0.01}
        max={0.9}
        step={0.01}
        text={formatFixed(epsilon, 2)}
        onChange={(value) => onChange({ ...parameters, epsilon: value })}
      />
      <RangeField
        label={t('margin')}
        value={margin}
        min={0}
        max={0.2}
        step={0.005}
        text={formatFixed(margin, 3)}
        onChange={(value) => onChange({ ...parameters, margin: value })}
      />
      <Segmented
        label={t('form')}
        value={form}
        options={[
          { value: 'paper', label: t('forms.paper') },
          { value: 'code', label: t('forms.code') },
        ]}
        onChange={(value) => onChange({ ...parameters, form: value })}
      />
      <form
        className="procmem-file"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ ...parameters, file: file.trim() });
        }}
      >
        <TextField label={t('file')} hint={t('fileHint')} value={file} onChange={setFile} spellCheck={false} />
        <Button type="submit">{t('useFile')}</Button>
      </form>
    </div>
  );
}

function Report({ report }: { readonly report: GateReport }) {
  const t = useTranslations('procmem');
  const verdict = !report.feasible ? 'infeasible' : report.accepted ? 'accepted' : 'rejected';
  return (
    <>
      <Card
        title={t('verdict')}
        actions={
          <span className="row-wrap">
            <Badge tone={report.accepted ? 'success' : 'failure'}>{t(`verdicts.${verdict}.name`)}</Badge>
            <Badge tone={report.paperAccepts ? 'success' : 'failure'}>
              {t(report.paperAccepts ? 'paperYes' : 'paperNo')}
            </Badge>
          </span>
        }
      >
        <div className="stack">
          <p>{t(`verdicts.${verdict}.about`, { margin: report.margin })}</p>
          <Stats
            items={[
              { label: 'J', value: signed(report.surrogate) },
              { label: t('identity'), value: signed(report.identity) },
              { label: 'dJ', value: signed(report.difference) },
              { label: t('lower'), value: signed(report.lower) },
              { label: t('surrogateMax'), value: signed(report.surrogateMax) },
              { label: t('differenceMax'), value: signed(report.differenceMax) },
            ]}
          />
          <Scale report={report} />
          <p className="small muted">
            {t('batch', {
              steps: report.steps,
              episodes: report.episodes,
              scorer: report.candidate.scorer,
              eta: formatFixed(report.candidate.eta, 2),
              unscored: report.unscored,
            })}
          </p>
          <p className="small muted">{t('judgeNote')}</p>
        </div>
      </Card>
    </>
  );
}

function Steps({ report }: { readonly report: GateReport }) {
  const t = useTranslations('procmem');
  return (
    <Card title={t('stepsTitle', { count: report.lines.length })}>
      <Lines report={report} />
    </Card>
  );
}

/** dJ with its lower bound against the margin and the greatest difference, to scale. */
function Scale({ report: { difference, lower, margin, differenceMax } }: { readonly report: GateReport }) {
  const t = useTranslations('procmem');
  const reach = Math.max(differenceMax, Math.abs(difference), Math.abs(lower), margin, 1e-6) * 1.1;
  const place = (value: number): number => 50 + (value / reach) * 48;
  return (
    <>
      <span className="sr-only">{t('scale', { difference: signed(difference), lower: signed(lower) })}</span>
      <svg className="procmem-scale" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden>
        <line className="procmem-axis" x1="0" x2="100" y1="6" y2="6" />
        <rect
          className="procmem-reach"
          x={place(-differenceMax)}
          width={place(differenceMax) - place(-differenceMax)}
          y="4"
          height="4"
        />
        <line className="procmem-interval" x1={place(lower)} x2={place(difference)} y1="6" y2="6" />
        <line className="procmem-margin" x1={place(margin)} x2={place(margin)} y1="0" y2="12" />
        <line className="procmem-point" x1={place(difference)} x2={place(difference)} y1="2" y2="10" />
      </svg>
    </>
  );
}

const atMost = 200;

function Lines({ report }: { readonly report: GateReport }) {
  const t = useTranslations('procmem');
  const shown = report.lines.slice(0, atMost);
  return (
    <div className="stack">
      <PlainTable
        caption={t('stepsTitle', { count: report.lines.length })}
        columns={[
          { label: t('lines.step') },
          { label: t('lines.before'), numeric: true },
          { label: t('lines.after'), numeric: true },
          { label: t('lines.ratio'), numeric: true },
          { label: t('lines.clipped'), numeric: true },
          { label: t('lines.advantage'), numeric: true },
          { label: t('lines.contribution'), numeric: true },
        ]}
        rows={shown.map((line, index) => ({
          id: String(index),
          cells: [
            <span key="step" className="row-wrap">
              <a href={hrefOf({ view: 'trajectory', id: line.trajectoryId, params: { step: String(line.step) } })}>
                {t('stepNumber', { number: line.step + 1 })}
              </a>
              <SlotText text={line.text} />
            </span>,
            formatFixed(Math.exp(line.before), 3),
            formatFixed(Math.exp(line.after), 3),
            formatFixed(line.ratio, 3),
            <span key="clip" className={line.isClipped ? 'procmem-clipped' : undefined}>
              {line.isClipped ? t('clippedTo', { value: formatFixed(line.clipped, 2) }) : '–'}
            </span>,
            signed(line.advantage),
            signed(line.contribution),
          ],
        }))}
      />
      {report.lines.length > atMost ? (
        <p className="muted small">{t('more', { count: formatCount(report.lines.length - atMost) })}</p>
      ) : null}
    </div>
  );
}
