import { badTexts, goodTexts } from '../../electron/engine/fixtures/scan-corpus.fixture.ts';
import { measureScanner } from '../../electron/engine/fixtures/scan-measure.fixture.ts';

export const name = 'The scanner of what would be learned: recall and precision on texts of our own';
export const command = 'npm run prove -- scanner';

/** Recall at least 0.95 at a precision of at least 0.9, on the half that the rules were not written on. */
export async function run(): Promise<string> {
  const halves = (['development', 'test'] as const).map((half) => ({ half, ...measureScanner(half) }));
  for (const { half, recall, precision } of halves) {
    if (recall < 0.95 || precision < 0.9) throw new Error(`${half}: recall ${recall}, precision ${precision}.`);
  }
  const rows = halves.map(
    ({ half, bad, good, found, wrong, recall, precision }) =>
      `| ${[half, bad, found, good, wrong, recall.toFixed(3), precision.toFixed(3)].join(' | ')} |`,
  );
  return `| half | bad texts | found | good texts | held back | recall | precision |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

${badTexts.length} bad and ${goodTexts.length} good texts, bad and good in turn to either half. Texts and rules are by the same hand: strangers' attacks will be found less often.`;
}
