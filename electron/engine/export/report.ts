import { renderCondition } from '../../../shared/model/index.ts';
import type { Condition, MetaProcedure, Posterior, Procedure } from '../../../shared/model/index.ts';
import { countsOf } from '../memory/index.ts';
import { densityPlot, escapeText, forestStrip } from './plots.ts';
import type { ExportInput, ExportPlan } from './types.ts';

/**
 * One HTML file that needs nothing else: no script, no address, plots as inline SVG, a style for screen (light and dark) and for
 * paper [X6]. Its policy forbids all that it does not have.
 */
export function planReport(input: ExportInput): ExportPlan {
  const { state, redactor } = input;
  const live = <T extends Procedure | MetaProcedure>(items: readonly T[]): readonly T[] =>
    items.filter((item) => item.status === 'live').map((item) => redactor.value(item, `report ${item.id}`));
  const procedures = live(state.derived.procedures);
  const metas = live(state.derived.metaProcedures);
  const goals = new Map(procedures.map(({ id, body }) => [id, body.goal]));
  const content = [
    head,
    overview(input),
    index(procedures, metas),
    '<h2>Procedures</h2>',
    ...procedures.map((item) => procedureSection(item, input)),
    metas.length === 0 ? '' : '<h2>Meta-procedures</h2>',
    ...metas.map((item) => metaSection(item, goals, input)),
    '</main></body></html>\n',
  ].join('\n');
  return { files: [{ path: '', content }], rows: procedures.length + metas.length, skipped: [] };
}

const style = `
:root{color-scheme:light dark;--ink:#1c2330;--soft:#5b6576;--line:#cfd6e0;--page:#fff;--fill:#dbe7ff;--mark:#2456c6}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf2;--soft:#a3adbd;--line:#3a4353;--page:#12161d;--fill:#22365f;--mark:#8db2ff}}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.7rem;margin:0 0 .25rem}h2{margin:2.5rem 0 .75rem}h3{margin:0 0 .5rem;overflow-wrap:anywhere}h4{margin:.75rem 0 .25rem}
p.sub,.soft{color:var(--soft)}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
td.num,th.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}section{border:1px solid var(--line);border-radius:8px;padding:1rem 1.25rem;margin:0 0 1rem}
code{font:13px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}ul,ol{margin:.25rem 0;padding-left:1.4rem}a{color:var(--mark)}
svg{display:block;max-width:100%}svg text{font-size:11px;fill:var(--soft)}.fill{fill:var(--fill)}.line{fill:none;stroke:var(--mark);stroke-width:1.5}
.prior{fill:none;stroke:var(--soft);stroke-dasharray:4 3}.axis{stroke:var(--line)}.interval{stroke:var(--mark);stroke-width:3}circle{fill:var(--mark)}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--page:#fff;--fill:#e4e4e4;--mark:#000}main{max-width:none;padding:0}section{break-inside:avoid}h2{break-after:avoid}a{text-decoration:none}}`;

const head = `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>What was learned</title><style>${style}</style></head><body><main>`;

function overview({ state, redactor }: ExportInput): string {
  const counts = countsOf(state);
  const { success, failure, unknown } = counts.trajectories;
  const sources = state.folded.sources.map(({ source }) => redactor.value(source, `source ${source.id}`));
  const rows = [
    [
      'Episodes',
      `${success + failure + unknown} (${success} succeeded, ${failure} failed, ${unknown} without a verdict)`,
    ],
    ['Steps', String(counts.steps)],
    ['Procedures, meta-procedures', `${counts.procedures}, ${counts.metaProcedures}`],
    ['Proposals that wait', String(counts.pendingProposals)],
    ['State', state.stateHash],
  ];
  return [
    '<h1>What was learned</h1><p class="sub">Every procedure with its evidence and how sure it is. Written by Knack.</p>',
    table(
      ['', ''],
      rows.map(([name = '', value = '']) => [escapeText(name), escapeText(value)]),
    ),
    '<h2>Files</h2>',
    table(
      ['File', 'Format', '#Episodes'],
      sources.map((one) => [escapeText(one.name), escapeText(one.format), String(one.trajectories)]),
    ),
  ].join('\n');
}

/** Headings that begin with # are of numbers. Cells are HTML already. */
function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = headings.map((heading) => heading.startsWith('#'));
  const cell = (tag: 'th' | 'td', html: string, at: number): string =>
    `<${tag}${isNumber[at] === true ? ' class="num"' : ''}>${html}</${tag}>`;
  const top = headings.every((heading) => heading === '')
    ? ''
    : `<thead><tr>${headings.map((name, at) => cell('th', name.replace('#', ''), at)).join('')}</tr></thead>`;
  return `<table>${top}<tbody>${rows.map((row) => `<tr>${row.map((html, at) => cell('td', html, at)).join('')}</tr>`).join('\n')}</tbody></table>`;
}

function index(procedures: readonly Procedure[], metas: readonly MetaProcedure[]): string {
  const row = (item: Procedure | MetaProcedure, goal: string): readonly string[] => [
    `<a href="#p-${escapeText(item.id)}">${escapeText(goal)}</a>`,
    'body' in item ? 'procedure' : 'meta-procedure',
    forestStrip(item.posterior.interval, item.posterior.mean),
    item.posterior.mean.toFixed(2),
    String(item.posterior.n),
  ];
  const rows = [...procedures.map((item) => row(item, item.body.goal)), ...metas.map((item) => row(item, item.goal))];
  return `<h2>Library</h2>${table(['Goal', 'Kind', '89 % interval', '#Mean', '#n'], rows)}`;
}

function procedureSection(item: Procedure, input: ExportInput): string {
  const { body, posterior } = item;
  const steps = body.steps.map((step) => {
    const notes = [step.optional ? 'optional' : '', step.repeats ? 'repeats' : ''].filter(Boolean).join(', ');
    return `<code>${escapeText(step.template)}</code>${notes === '' ? '' : ` <span class="soft">${notes}</span>`} <span class="soft">${step.evidence.present} of ${step.evidence.of}</span>`;
  });
  return [
    `<section id="p-${escapeText(item.id)}"><h3>${escapeText(body.goal)}</h3>`,
    ...(item.written ?? []).map(
      ({ part, by }) =>
        `<p class="soft">${part}: written by the model ${escapeText(by.model)}, approved by a person</p>`,
    ),
    plot(item.id, posterior, { title: body.goal, input }),
    list('Preconditions', body.preconditions.map(conditionHtml)),
    list('Steps', steps, 'ol'),
    list('Postconditions', body.postconditions.map(conditionHtml)),
    `<p class="soft">Revision <code>${escapeText(item.revision)}</code>, ${item.executions} executions in ${item.episodes} episodes.</p></section>`,
  ].join('\n');
}

function metaSection(item: MetaProcedure, goals: ReadonlyMap<string, string>, input: ExportInput): string {
  const order = item.sequence.map((id) => `<a href="#p-${escapeText(id)}">${escapeText(goals.get(id) ?? id)}</a>`);
  return [
    `<section id="p-${escapeText(item.id)}"><h3>${escapeText(item.goal)}</h3>`,
    plot(item.id, item.posterior, { title: item.goal, input }),
    list('Preconditions', item.preconditions.map(conditionHtml)),
    list('Order', order, 'ol'),
    '</section>',
  ].join('\n');
}

function conditionHtml(condition: Condition): string {
  const { holds, of } = condition.evidence;
  return `<code>${escapeText(renderCondition(condition))}</code> <span class="soft">${condition.origin}, ${holds} of ${of}</span>`;
}

function list(title: string, items: readonly string[], tag: 'ul' | 'ol' = 'ul'): string {
  return items.length === 0
    ? ''
    : `<h4>${title}</h4><${tag}>${items.map((html) => `<li>${html}</li>`).join('')}</${tag}>`;
}

function plot(
  id: string,
  posterior: Posterior,
  { title, input }: { readonly title: string; readonly input: ExportInput },
): string {
  const density = input.density(id);
  const { mean, interval, n, alpha, beta } = posterior;
  const words = `Success ${mean.toFixed(2)}, ${Math.round(interval.mass * 100)} % ${interval.kind === 'eti' ? 'equal-tailed' : 'highest density'} interval ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}, n ${n}: Beta(${alpha.toFixed(2)}, ${beta.toFixed(2)}); the prior is dashed.`;
  return `${density === null ? '' : densityPlot(density, title)}<p class="soft">${words}</p>`;
}
