/// <reference lib="dom" />

/** The measurements in the browser, the same for the page and for uPlot alone. */
export interface Probe {
  /** Time from receiving the first chart's data to the frame that showed it, in ms. */
  firstPaintMs(): number;
  /** The main thread's work in each frame, in ms, while the cursor moves over the first chart: events, legends, layout, paint. */
  moveCursor(frames: number): Promise<number[]>;
  /** Times from frame to frame, in ms, until the work is done and shown. */
  framesDuring(work: Promise<unknown>): Promise<number[]>;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/**
 * Installs the probe before any script of the page runs. For `addInitScript`, which serializes the function, so it must
 * be self-contained.
 *
 * @example
 * await page.addInitScript(installProbe);
 */
export function installProbe(): void {
  /** Resolves after the browser has painted: a message is a separate task after the frame's. */
  const painted = (): Promise<number> =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      }),
    );
  let first: { readonly panel: string; readonly atMs: number } | null = null;
  new MutationObserver((_, observer) => {
    const panel = document.querySelector('[data-panel] canvas')?.closest<HTMLElement>('[data-panel]')?.dataset['panel'];
    if (panel === undefined) return;
    observer.disconnect();
    void painted().then((atMs) => (first = { panel, atMs }));
  }).observe(document, { childList: true, subtree: true });
  window.probe = {
    firstPaintMs() {
      const answer = performance
        .getEntriesByType('resource')
        .find(({ name }) => name.includes('/api/panel?') && new URL(name).searchParams.get('panel') === first?.panel);
      return first === null || !(answer instanceof PerformanceResourceTiming) ? NaN : first.atMs - answer.responseEnd;
    },
    async moveCursor(frames) {
      const over = document.querySelector('[data-panel] .u-over');
      if (over === null) throw new Error('There is no chart to move the cursor over.');
      const { left, top, width, height } = over.getBoundingClientRect();
      const times: number[] = [];
      for (let frame = 0; frame < frames; frame += 1) {
        await new Promise<void>((resolve) =>
          requestAnimationFrame(() => {
            const startedMs = performance.now();
            for (const type of ['mouseenter', 'mousemove'])
              over.dispatchEvent(
                new MouseEvent(type, { clientX: left + (width * (frame + 0.5)) / frames, clientY: top + height / 2 }),
              );
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              times.push(performance.now() - startedMs);
              resolve();
            };
            port2.postMessage(null);
          }),
        );
      }
      return times;
    },
    async framesDuring(work) {
      const times: number[] = [];
      const state = { isDone: false };
      void work.finally(() => (state.isDone = true));
      let lastMs = await new Promise(requestAnimationFrame);
      while (!state.isDone) {
        const nowMs = await new Promise(requestAnimationFrame);
        times.push(nowMs - lastMs);
        lastMs = nowMs;
      }
      times.push((await painted()) - lastMs);
      await work;
      return times;
    },
  };
}
