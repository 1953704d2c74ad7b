const token = /\{\d+\}|[\p{L}\p{N}_-]+/gu;

/** How a goal stands to a wording: what stands in the places of its arguments, and the share of its words that the goal has. */
export interface Aligned {
  readonly values: readonly string[];
  readonly share: number;
}

/**
 * Aligns a goal with a wording, word by word in order (longest common subsequence, Needleman and Wunsch 1970): a place takes one
 * word, equal words meet, and what is left over on either side counts against it. A place that finds no word is ''.
 */
export function alignWording(wording: string, goal: string): Aligned {
  const known: readonly string[] = wording.toLowerCase().match(token) ?? [];
  const said: readonly string[] = goal.toLowerCase().match(token) ?? [];
  const width = said.length + 1;
  const scores = new Float64Array((known.length + 1) * width);
  const at = (row: number, column: number): number => scores[row * width + column] ?? 0;
  const meets = (row: number, column: number): number => {
    const word = known[row] ?? '';
    if (word.startsWith('{')) return 0.9;
    return word === said[column]
      ? 1
      : word !== '' && !said.includes(word) && !known.includes(said[column] ?? '')
        ? 0.1
        : -1;
  };
  for (let row = known.length - 1; row >= 0; row -= 1) {
    for (let column = said.length - 1; column >= 0; column -= 1) {
      scores[row * width + column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        meets(row, column) + at(row + 1, column + 1),
      );
    }
  }
  const values: string[] = [];
  let [row, column, same] = [0, 0, 0];
  while (row < known.length) {
    const word = known[row] ?? '';
    const isPlace = word.startsWith('{');
    const met = column < said.length && at(row, column) === meets(row, column) + at(row + 1, column + 1);
    if (met) {
      if (isPlace) values.push(said[column] ?? '');
      else if (word === said[column]) same += 1;
      row += 1;
      column += 1;
    } else if (column < said.length && at(row, column) === at(row, column + 1)) {
      column += 1;
    } else {
      if (isPlace) values.push('');
      row += 1;
    }
  }
  const words = known.filter((word) => !word.startsWith('{')).length;
  return { values, share: words === 0 ? 0 : same / words };
}
