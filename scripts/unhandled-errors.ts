import { readFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';

/** An error that nobody caught while tests ran; `file` is the one that ran then, '' where none did. */
export interface UnhandledError {
  readonly file: string;
  readonly message: string;
}

/** Where they are written beside the report of a run. */
const placeFor = (report: string): string => `${report}.unhandled.json`;

/** The errors beside a report; none where none was written. */
export async function unhandledBeside(report: string): Promise<readonly UnhandledError[]> {
  const text = await readFile(placeFor(report), 'utf8').catch(() => '[]');
  return JSON.parse(text) as readonly UnhandledError[]; // our own
}

/** What vitest tells a reporter; its report as JSON says nothing of errors that no test has. */
interface Run {
  readonly config: { readonly outputFile?: unknown };
}

// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by it
export default class UnhandledErrorsReporter {
  #report: string | null = null;

  onInit({ config: { outputFile } }: Run): void {
    if (typeof outputFile !== 'object' || outputFile === null || !('json' in outputFile)) return;
    if (typeof outputFile.json === 'string') this.#report = outputFile.json;
  }

  onTestRunEnd(_: unknown, errors: readonly object[]): void {
    if (this.#report === null || errors.length === 0) return;
    writeFileSync(placeFor(this.#report), JSON.stringify(errors.map(errorOf)));
  }
}

/** Vitest notes on an error during which test it came. */
function errorOf(error: object): UnhandledError {
  const message = 'message' in error ? String(error.message) : 'unknown';
  return { file: 'VITEST_TEST_PATH' in error ? String(error.VITEST_TEST_PATH) : '', message };
}
