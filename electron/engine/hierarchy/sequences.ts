import type { Corpus } from '../abstraction/corpus.ts';
import type { Execution, MinedProcedure } from '../procedures/index.ts';

/** One executed procedure in the course of an episode. `times`: how often in a row. */
export interface Course {
  readonly procedureId: string;
  readonly from: number;
  readonly to: number;
  readonly times: number;
  readonly reached: boolean;
}

/** The procedures of each episode in order, executions of one procedure in a row joined. */
export function findCourses(corpus: Corpus, procedures: readonly MinedProcedure[]): readonly (readonly Course[])[] {
  const byEpisode = corpus.episodes.map((): { id: string; execution: Execution }[] => []);
  for (const { id, executions } of procedures) {
    for (const execution of executions) byEpisode[execution.episode]?.push({ id, execution });
  }
  return byEpisode.map((own) => {
    const courses: Course[] = [];
    for (const { id, execution } of own.toSorted((a, b) => a.execution.position - b.execution.position)) {
      const last = courses.at(-1);
      const { from, to } = execution.span;
      const reached = execution.phi === 'true';
      if (last?.procedureId === id)
        courses[courses.length - 1] = { ...last, to, times: last.times + 1, reached: last.reached || reached };
      else courses.push({ procedureId: id, from, to, times: 1, reached });
    }
    return courses;
  });
}

/** Where each position of `sequence` is met in `course`, in order; null where it is not. Greedy from the left, skipping positions. */
export function align(sequence: readonly string[], course: readonly Course[]): readonly (number | null)[] {
  const places = sequence.map((): number | null => null);
  const table = lcsTable(sequence, course);
  let [i, j] = [0, 0];
  while (i < sequence.length && j < course.length) {
    const row = table[i] ?? [];
    const below = table[i + 1] ?? [];
    if (course[j]?.procedureId === sequence[i] && course[j]?.reached && row[j] === (below[j + 1] ?? 0) + 1) {
      places[i] = j;
      i += 1;
      j += 1;
    } else if ((row[j + 1] ?? 0) >= (below[j] ?? 0)) j += 1;
    else i += 1;
  }
  return places;
}

/** table[i][j]: length of the longest common subsequence of sequence from i and course from j. */
function lcsTable(sequence: readonly string[], course: readonly Course[]): readonly (readonly number[])[] {
  const table = Array.from({ length: sequence.length + 1 }, () => Array.from({ length: course.length + 1 }, () => 0));
  for (let i = sequence.length - 1; i >= 0; i -= 1) {
    const row = table[i] as number[]; // exists by construction
    const below = table[i + 1] as number[];
    for (let j = course.length - 1; j >= 0; j -= 1) {
      const same = course[j]?.procedureId === sequence[i] && course[j]?.reached;
      row[j] = Math.max(same ? (below[j + 1] ?? 0) + 1 : 0, row[j + 1] ?? 0, below[j] ?? 0);
    }
  }
  return table;
}

/** Orders sequences by how often their procedures were met, in order; ids decide only between those that were met equally often. */
export function orderSequences(
  courses: readonly (readonly Course[])[],
): (a: readonly string[], b: readonly string[]) => number {
  const met = new Map<string, number>();
  for (const { procedureId } of courses.flat()) met.set(procedureId, (met.get(procedureId) ?? 0) + 1);
  return (a, b) => {
    if (a.length !== b.length) return b.length - a.length;
    const at = a.findIndex((id, index) => met.get(id) !== met.get(b[index] ?? ''));
    if (at >= 0) return (met.get(b[at] ?? '') ?? 0) - (met.get(a[at] ?? '') ?? 0);
    return a.join(' ') < b.join(' ') ? -1 : 1;
  };
}
