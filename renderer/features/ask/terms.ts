/** The summands of expected utility, in the order in which they are stacked. */
export const termNames = ['reward', 'information', 'risk', 'steps'] as const;
export type TermName = (typeof termNames)[number];
