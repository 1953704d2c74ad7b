import type { CDPSession, Page } from 'playwright-core';

/** What something took: by the clock, and of the processor on the page's own thread, in milliseconds. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

export interface Frames {
  readonly perSecond: number;
  /** Milliseconds: 95 of 100 frames took no longer. */
  readonly p95: number;
  /** Milliseconds of the processor that the page's thread needed a frame. */
  readonly cpuAFrame: number;
}

/** Milliseconds after which what was waited for will not come. */
const patience = 60_000;

/** A page that is measured. The clock of a busy machine tells of its other work too; the processor's time does not. */
export class Stopwatch {
  readonly page: Page;
  readonly #cdp: CDPSession;

  constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  async start(): Promise<void> {
    await this.#cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  }

  /** From the navigation of the page until something is in it and a frame with it was drawn. */
  async untilSeen(address: string, selector: string): Promise<Cost> {
    await this.page.goto('about:blank');
    const before = await this.#busy();
    await this.page.goto(address, { waitUntil: 'commit' });
    const wall = await this.page.evaluate(
      ({ wanted, patience }) =>
        new Promise<number>((resolve, reject) => {
          const look = (): void => {
            if (document.querySelector(wanted) !== null) requestAnimationFrame(() => resolve(performance.now()));
            else if (performance.now() > patience) reject(new Error(`${wanted} does not come.`));
            else requestAnimationFrame(look);
          };
          look();
        }),
      { wanted: selector, patience },
    );
    const after = await this.#busy();
    // A new document may be a new process, whose time begins at nothing.
    return { wall, cpu: after >= before ? after - before : after };
  }

  /**
   * From an act of a hand (a key, a press, a choice) until what `selector` finds has changed (its text, or that it is there) and a
   * frame with it was drawn. The clock begins at the event itself, as the page gets it.
   */
  async untilChanged(selector: string, act: () => Promise<void>): Promise<Cost> {
    const before = await this.#busy();
    const waiting = await this.page.evaluateHandle(
      ({ wanted, patience }) => {
        const textOf = (): string | null => document.querySelector(wanted)?.textContent ?? null;
        const first = textOf();
        const from = performance.now();
        let began: number | null = null;
        const begin = (event: Event): void => {
          began ??= event.timeStamp;
        };
        for (const kind of ['keydown', 'pointerdown', 'change'])
          addEventListener(kind, begin, { capture: true, once: true });
        const found = new Promise<number>((resolve, reject) => {
          const look = (): void => {
            if (textOf() !== first) requestAnimationFrame(() => resolve(performance.now() - (began ?? from)));
            else if (performance.now() > from + patience) reject(new Error(`${wanted} does not change.`));
            else requestAnimationFrame(look);
          };
          look();
        });
        return { found };
      },
      { wanted: selector, patience },
    );
    await act();
    const wall = await waiting.evaluate(({ found }) => found);
    return { wall, cpu: (await this.#busy()) - before };
  }

  /** Frames of the page while hands move. */
  async framesDuring(act: () => Promise<void>): Promise<Frames> {
    const before = await this.#busy();
    const counting = await this.page.evaluateHandle(() => {
      const times: number[] = [];
      let isOn = true;
      const count = (time: number): void => {
        times.push(time);
        if (isOn) requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
      return { times, stop: () => (isOn = false) };
    });
    await act();
    const times = await counting.evaluate((counter) => {
      counter.stop();
      return counter.times;
    });
    const cpu = (await this.#busy()) - before;
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
    const sorted = gaps.toSorted((one, other) => one - other);
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.POSITIVE_INFINITY;
    return { perSecond: gaps.length / seconds, p95, cpuAFrame: cpu / gaps.length };
  }

  /** Milliseconds of the processor that the page's thread has worked. */
  async #busy(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  }
}
