/** A probability has the same axis everywhere, so that plots can be compared by eye. */
export const axisTicks: number[] = [0, 0.25, 0.5, 0.75, 1];
export const chartMargin = { top: 8, right: 16, bottom: 4, left: 16 } as const;
