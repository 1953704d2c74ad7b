import { useEffect, useRef, useState } from 'react';
import type { JudgedCandidate, JudgeProgress } from '../../../shared/contract/index.ts';
import { failureOf, useApi } from '../../client/index.ts';

export interface JudgeWish {
  /** A folder with games on the machine of the host. */
  readonly folder: string;
  readonly games: number;
  readonly maxSteps: number;
}

type Playing = Extract<JudgeProgress, { kind: 'progress' }>;

/** Where the games of a candidate and its parent stand. */
export type Judging =
  | { readonly kind: 'idle' }
  | { readonly kind: 'playing'; readonly progress: Playing | null }
  | { readonly kind: 'done'; readonly judged: JudgedCandidate }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface UseJudge {
  readonly judging: Judging;
  play(wish: JudgeWish): void;
  cancel(): void;
}

/** Lets a candidate and its parent play the same games; that can be cancelled, and is when the page of the gate goes. */
export function useJudge(id: string): UseJudge {
  const { client } = useApi();
  const [judging, become] = useState<Judging>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const play = async ({ folder, games, maxSteps }: JudgeWish): Promise<void> => {
    if (running.current !== null) return;
    const controller = new AbortController();
    running.current = controller;
    become({ kind: 'playing', progress: null });
    const input = { world: { kind: 'games' as const, folder }, settings: { candidates: [id], games, maxSteps } };
    try {
      let judged: JudgedCandidate | null = null;
      for await (const told of await client.lab.judge(input, { signal: controller.signal })) {
        if (told.kind === 'done') judged = told.report[0] ?? null;
        else become({ kind: 'playing', progress: told });
      }
      become(judged === null ? { kind: 'cancelled' } : { kind: 'done', judged });
    } catch (error) {
      const isCancelled = controller.signal.aborted || failureOf(error).kind === 'cancelled';
      become(isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error });
    } finally {
      running.current = null;
    }
  };
  return { judging, play: (wish) => void play(wish), cancel: () => running.current?.abort() };
}
