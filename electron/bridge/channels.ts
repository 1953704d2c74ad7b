/** Names of the few messages between a window's preload and the main process. */
export const channels = {
  connect: 'knack:connect',
  pickFiles: 'knack:pick-files',
  revealFile: 'knack:reveal-file',
  /** How far the longest piece of work is, for the dock or the task bar. */
  progress: 'knack:progress',
  /** The language that the page speaks: the menu follows it. */
  language: 'knack:language',
  /** To the preload: a port to the engine comes along. */
  port: 'knack:port',
  /** To the preload: show this view. */
  go: 'knack:go',
} as const;
