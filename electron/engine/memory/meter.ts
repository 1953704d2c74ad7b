import type { BuildSeconds, ImportProgress } from '../../../shared/contract/index.ts';
import type { LearningStage } from '../learning/index.ts';

type Progress = ImportProgress & { readonly kind: 'progress' };
type Stage = keyof Omit<BuildSeconds, 'total'>;

/** Least time between two reports of the same stage, in milliseconds. */
const reportEvery = 100;

/**
 * Times the stages of an import and reports how far it is. Times are for people: nothing of them enters the memory.
 */
export class ImportMeter {
  readonly #onProgress: ((progress: Progress) => void) | undefined;
  readonly #begun = performance.now();
  readonly #seconds = new Map<Stage, number>();
  #stage: { readonly name: Stage; readonly since: number } = { name: 'import', since: this.#begun };
  #lastReport = 0;
  #bytesBefore = 0;
  #now: Progress = {
    kind: 'progress',
    stage: 'reading',
    file: null,
    filesDone: 0,
    files: 0,
    bytesDone: 0,
    bytes: 0,
    trajectories: 0,
    rejected: 0,
    rate: null,
    secondsLeft: null,
  };

  constructor(onProgress: ((progress: Progress) => void) | undefined) {
    this.#onProgress = onProgress;
  }

  begin(files: readonly { readonly bytes: number }[]): void {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    this.#report({ files: files.length, bytes }, true);
  }

  read(
    file: { readonly path: string },
    done: { readonly bytesDone: number; readonly trajectories: number; readonly rejected: number },
  ): void {
    const bytesDone = this.#bytesBefore + done.bytesDone;
    const elapsed = (performance.now() - this.#begun) / 1000;
    const { bytes } = this.#now;
    this.#report({
      file: file.path,
      bytesDone,
      trajectories: done.trajectories,
      rejected: done.rejected,
      rate: elapsed > 0 ? done.trajectories / elapsed : null,
      secondsLeft: bytesDone > 0 && bytes > bytesDone ? (elapsed * (bytes - bytesDone)) / bytesDone : null,
    });
  }

  fileDone(file: { readonly bytes: number }): void {
    this.#bytesBefore += file.bytes;
    this.#report({ bytesDone: this.#bytesBefore, filesDone: this.#now.filesDone + 1 });
  }

  /** A stage begins; the one before it ends. */
  stage(name: LearningStage | 'store'): void {
    this.#turn(name);
    this.#report({ stage: name, file: null, rate: null, secondsLeft: null }, true);
  }

  /** Seconds in each stage so far, and in all. */
  seconds(): BuildSeconds {
    this.#turn(this.#stage.name);
    const of = (name: Stage): number => Math.round((this.#seconds.get(name) ?? 0) * 1000) / 1000;
    return {
      import: of('import'),
      abstraction: of('abstraction'),
      segmentation: of('segmentation'),
      conditions: of('conditions'),
      embedding: of('embedding'),
      matching: of('matching'),
      evidence: of('evidence'),
      refinement: of('refinement'),
      hierarchy: of('hierarchy'),
      store: of('store'),
      total: Math.round(performance.now() - this.#begun) / 1000,
    };
  }

  #turn(name: Stage): void {
    const now = performance.now();
    const { name: before, since } = this.#stage;
    this.#seconds.set(before, (this.#seconds.get(before) ?? 0) + (now - since) / 1000);
    this.#stage = { name, since: now };
  }

  #report(change: Partial<Omit<Progress, 'kind'>>, always = false): void {
    this.#now = { ...this.#now, ...change };
    const now = performance.now();
    if (!always && now - this.#lastReport < reportEvery) return;
    this.#lastReport = now;
    this.#onProgress?.(this.#now);
  }
}
