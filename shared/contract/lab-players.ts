/** Ways of learning that can play against each other, by name: a strategy, and a strategy with one thing changed. See docs/lab.md. */
export const strategyPlayers = [
  ...(['macla', 'memp', 'memp:script', 'memp:trajectory', 'memp:avefact', 'memp:random'] as const),
  ...(['procmem', 'procmem:no-gradients', 'procmem:no-gate', 'procmem:fifo', 'procmem:lcb'] as const),
] as const;
export type StrategyPlayerName = (typeof strategyPlayers)[number];
