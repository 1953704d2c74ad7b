/** Names of the few messages between a window's preload and the main process. */
export const channels = {
  connect: 'knack:connect',
  pickFiles: 'knack:pick-files',
  revealFile: 'knack:reveal-file',
  /** To the preload: a port to the engine comes along. */
  port: 'knack:port',
  /** To the preload: show this view. */
  go: 'knack:go',
} as const;
