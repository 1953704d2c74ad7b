import type { ComparedRun } from '../../../../shared/contract/index.ts';

/** Who played, side by side: a line each, columns in line. */
export function tableOf(rows: readonly ComparedRun[]): string {
  const lines = [
    ['', 'solved', '89 %', 'less the first', 'steps', 'reuse', 'tokens', 'built in'],
    ...rows.map(({ name, successRate, interval, paired, meanSteps, reuse, storedTokens, buildSeconds }) => [
      name,
      percent(successRate),
      `${percent(interval.low)} to ${percent(interval.high)}`,
      paired === null
        ? ''
        : `${signed(paired.difference)} (${signed(paired.interval.low)} to ${signed(paired.interval.high)})`,
      meanSteps.toFixed(1),
      percent(reuse),
      String(storedTokens),
      `${buildSeconds.toFixed(1)} s`,
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)}`;
}
