import { resolve } from 'node:path';
import {
  type ComparedRun,
  type CompareProgress,
  type ContenderChoice,
  type Control,
  controls,
  type MethodPart,
  methodParts,
  type RunProgress,
  type RunReport,
  strategyPlayers,
  type StrategyPlayerName,
  type WorldChoice,
} from '../../../../shared/contract/index.ts';
import { type Arguments, seedBounds, wrongUse } from '../arguments.ts';
import type { Answer, Context } from '../command.ts';
import { lastOf } from './lab-stream.ts';
import { tableOf } from './lab-table.ts';
import { worldOf } from './lab-world.ts';
import { withMemory } from './with-memory.ts';

/** Plays games by a memory or a control, and measures. */
export async function run(context: Context, files: readonly string[]): Promise<Answer> {
  const { args, signal } = context;
  const { world, settings } = readSettings(args, files);
  const out = args.text('out');
  const request = {
    world,
    settings: {
      ...settings,
      contender: contenderOf(args),
      learn: args.has('learn'),
      out: out === undefined ? null : resolve(out),
    },
  };
  const report = await withMemory(context, async (client) =>
    lastOf<RunProgress, RunReport>(context, await client.lab.run(request, { signal }), progressLine),
  );
  return { json: report, text: describe(report) };
}

/** Several play the same games; differences are to the first. */
export async function compare(context: Context, files: readonly string[]): Promise<Answer> {
  const { args, signal } = context;
  const { world, settings } = readSettings(args, files);
  const contenders = contendersOf(args);
  const request = { world, settings: { ...settings, contenders } };
  const rows = await withMemory(context, async (client) =>
    lastOf<CompareProgress, readonly ComparedRun[]>(
      context,
      await client.lab.compare(request, { signal }),
      progressLine,
    ),
  );
  const each = rows.map((row) => `${row.name}\n${indent(describe(row))}`);
  return { json: rows, text: [...each, '', tableOf(rows)].join('\n') };
}

function readSettings(args: Arguments, files: readonly string[]): { world: WorldChoice; settings: Settings } {
  if (files.length > 0) throw wrongUse(`"${files[0] ?? ''}" is one word too many.`);
  args.need('memory');
  const humanGoals = args.text('human-goals');
  return {
    world: worldOf(args),
    settings: {
      maxSteps: args.whole('max-steps', { least: 1, most: 10_000 }) ?? 50,
      seed: args.whole('seed', seedBounds) ?? 0,
      passes: args.whole('seeds', { least: 1, most: 1000 }) ?? 1,
      humanGoals: humanGoals === undefined ? null : resolve(humanGoals),
    },
  };
}

interface Settings {
  readonly maxSteps: number;
  readonly seed: number;
  readonly passes: number;
  readonly humanGoals: string | null;
}

function contenderOf(args: Arguments): ContenderChoice {
  const [control, without, strategy] = [args.text('control'), args.text('without'), args.text('strategy')];
  if ([control, without, strategy].filter((part) => part !== undefined).length > 1)
    throw wrongUse('One plays at a time: --control, --without or --strategy.');
  return {
    control: control === undefined ? null : controlOf(control),
    without: without === undefined ? null : partOf(without),
    strategy: strategy === undefined ? null : playerOf(strategy),
  };
}

/** The memory first, then strategies, controls and the memory without parts; all controls where nothing is named. */
function contendersOf(args: Arguments): readonly ContenderChoice[] {
  const [controlled, parts, strategies] = [args.text('control'), args.text('without'), args.text('strategy')];
  const isBare = [controlled, parts, strategies].every((named) => named === undefined);
  const named = (list: string | undefined): readonly string[] => list?.split(',') ?? [];
  const memory: ContenderChoice = { control: null, without: null, strategy: null };
  return [
    memory,
    ...(strategies === 'all' ? strategyPlayers : named(strategies).map(playerOf)).map((strategy) => {
      return { ...memory, strategy };
    }),
    ...(isBare ? controls : named(controlled).map(controlOf)).map((control) => ({ ...memory, control })),
    ...named(parts).map((name) => ({ ...memory, without: partOf(name) })),
  ];
}

function playerOf(name: string): StrategyPlayerName {
  return oneOf('strategy', name, strategyPlayers);
}

function controlOf(name: string): Control {
  return oneOf('control', name, controls);
}

function partOf(name: string): MethodPart {
  return oneOf('part', name, methodParts);
}

function oneOf<Name extends string>(what: string, name: string, names: readonly Name[]): Name {
  const known = names.find((each) => each === name);
  if (known === undefined) throw wrongUse(`There is no ${what} "${name}". There is: ${names.join(', ')}.`);
  return known;
}

function progressLine(told: RunProgress | CompareProgress): string | null {
  if (told.kind !== 'progress') return null;
  const { episodes, of, solved, name } = told;
  return episodes % 20 === 0 || episodes === of ? `${name}: ${episodes} of ${of} episodes, ${solved} solved` : null;
}

function describe(report: RunReport & { readonly paired?: ComparedRun['paired'] }): string {
  const { episodes, solved, interval, meanSteps, byTaskType, steps, calibration, paired = null } = report;
  const { brierSkill, auc, forecasts } = calibration;
  return [
    `${solved} of ${episodes} episodes solved (${percent(report.successRate)}, 89 %: ${percent(interval.low)} to ${percent(interval.high)}), ${report.solvedWithin30} within 30 steps`,
    `${meanSteps.toFixed(1)} steps; ${percent(steps.procedure)} by procedures, ${percent(steps.meta)} by meta-procedures, ${percent(steps.fallback)} otherwise`,
    ...Object.entries(byTaskType).map(
      ([type, share]) => `  ${type || 'no kind'}: ${share.solved} of ${share.episodes}`,
    ),
    ...(forecasts === 0
      ? []
      : [
          `${forecasts} predictions: Brier skill ${brierSkill?.toFixed(3) ?? 'unknown'}, AUC ${auc?.toFixed(3) ?? 'unknown'}`,
        ]),
    ...(paired === null
      ? []
      : [
          `against the first: ${percent(paired.difference)} (89 %: ${percent(paired.interval.low)} to ${percent(paired.interval.high)})`,
        ]),
    `${report.seconds.toFixed(1)} s`,
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
