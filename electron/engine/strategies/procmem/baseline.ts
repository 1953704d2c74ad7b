const kept = 0.9;

/** The running baseline [S]: 0.9 old + 0.1 new; the first round's mean where there is none yet. Rule M4. */
export function nextBaseline(before: number | null, mean: number): number {
  return before === null ? mean : kept * before + (1 - kept) * mean;
}

/** A skill's gain after one more invocation: the mean of the returns above the baseline. */
export function nextGain(before: { readonly gain: number; readonly frequency: number }, surplus: number): number {
  return before.gain + (surplus - before.gain) / (before.frequency + 1);
}
