import { z } from 'zod';

/**
 * What a host can do beyond the contract. The renderer asks for a capability, never for a host by name.
 * `pickFiles`: a native file dialog gives paths. `browseFolders`: the contract lists the host's folders.
 * `dropPaths`: a dropped file has a path. `upload`: bytes are streamed to the host, which gives a path.
 */
export const capabilitiesSchema = z
  .object({
    pickFiles: z.boolean(),
    browseFolders: z.boolean(),
    dropPaths: z.boolean(),
    upload: z.boolean(),
    revealFile: z.boolean(),
  })
  .readonly();
export type Capabilities = z.infer<typeof capabilitiesSchema>;
