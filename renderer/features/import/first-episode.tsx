import { useTranslations } from 'use-intl';
import type { Action, Trajectory } from '../../../shared/model/index.ts';
import { ForeignText, OutcomeMark } from '../../ui/index.ts';

const stepsShown = 4;
const textLength = 400;

/** The first episode of a file as it would be imported: goal, outcome, its first steps. */
export function FirstEpisode({ trajectory }: { readonly trajectory: Trajectory }) {
  const t = useTranslations('import');
  const more = trajectory.steps.length - stepsShown;
  return (
    <div className="stack-tight">
      <p className="import-goal">
        {trajectory.goal === '' ? t('noGoal') : <ForeignText text={clip(trajectory.goal)} />}
      </p>
      <p className="row-wrap small">
        <OutcomeMark outcome={trajectory.outcome} />
        {trajectory.verdict === undefined ? null : (
          <span className="muted mono">
            <ForeignText text={`${trajectory.verdict.field} = ${String(trajectory.verdict.value)}`} />
          </span>
        )}
      </p>
      <ol className="import-steps" start={0}>
        {trajectory.steps.slice(0, stepsShown).map((step, index) => (
          <li key={index}>
            {step.thought === undefined ? null : (
              <div className="small muted import-thought">
                <ForeignText text={clip(step.thought)} />
              </div>
            )}
            <code className="import-action">
              <ForeignText text={clip(textOf(step.action))} />
            </code>
            <div className="small muted import-observation">
              {step.observation === '' ? t('nothingSeen') : <ForeignText text={clip(step.observation)} />}
            </div>
          </li>
        ))}
      </ol>
      {more > 0 ? <p className="small muted">{t('moreSteps', { count: more })}</p> : null}
    </div>
  );
}

function textOf(action: Action): string {
  return action.kind === 'text' ? action.text : `${action.name} ${JSON.stringify(action.arguments)}`;
}

function clip(text: string): string {
  return text.length <= textLength ? text : `${text.slice(0, textLength)}…`;
}
