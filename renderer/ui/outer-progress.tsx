import { useOuterProgress } from '../client/index.ts';

/** Work that is under way, as a share or of unknown length (null), in the dock or the task bar while this is mounted. */
export function OuterProgress({ share }: { readonly share: number | null }) {
  useOuterProgress(share);
  return null;
}
