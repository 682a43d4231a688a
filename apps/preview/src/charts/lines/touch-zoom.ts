import type uPlot from 'uplot';

/** Shorter drags are taps. */
const leastDragPx = 12;

/**
 * The range that two fingers leave visible: what was under each finger at first is under it at the end.
 *
 * @param width of the plot in px; positions are px from its left.
 * @returns the new ends as shares of the old range, within -1 and 2.
 * @example
 * pinched([200, 400], [100, 500], 600); // [0.25, 0.75]
 */
export function pinched(
  first: readonly [number, number],
  last: readonly [number, number],
  width: number,
): readonly [number, number] {
  const [a = 0, b = 0] = first.toSorted((one, other) => one - other);
  const [c = 0, d = 0] = last.toSorted((one, other) => one - other);
  const scale = Math.max(1, b - a) / Math.max(1, d - c);
  const from = a - c * scale;
  const within = (x: number): number => Math.min(2, Math.max(-1, x / width));
  return [within(from), within(from + width * scale)];
}

/**
 * Zooms a plot by touch: one finger drags over the range, two fingers pinch. The page still scrolls up and down over the plot.
 *
 * @param zoom called with the new range in px from the left of the plot; outside of it when the range grows.
 * @example
 * listenToTouch(plot, (fromPx, toPx) => view.zoom(...));
 */
export function listenToTouch(plot: uPlot, zoom: (fromPx: number, toPx: number) => void): void {
  const { over } = plot;
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  let isPinch = false;
  const x = ({ clientX }: PointerEvent): number => clientX - over.getBoundingClientRect().left;
  const select = (from: number, to: number): void =>
    plot.setSelect({ left: Math.min(from, to), width: Math.abs(to - from), top: 0, height: over.clientHeight }, false);
  const end = (event: PointerEvent, isDone: boolean): void => {
    if (!first.has(event.pointerId)) return;
    const [from, to] = [[...first.values()], [...last.values()]];
    first.delete(event.pointerId);
    last.delete(event.pointerId);
    if (first.size > 0) {
      const { clientWidth: width } = over;
      if (isDone && from.length === 2) {
        const [low, high] = pinched([from[0] ?? 0, from[1] ?? 0], [to[0] ?? 0, to[1] ?? 0], width);
        zoom(low * width, high * width);
      }
      return;
    }
    select(0, 0);
    const [start = 0, stop = 0] = [from[0], to[0]];
    if (isDone && !isPinch && Math.abs(stop - start) >= leastDragPx) zoom(Math.min(start, stop), Math.max(start, stop));
    isPinch = false;
  };
  over.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    first.set(event.pointerId, x(event));
    last.set(event.pointerId, x(event));
    if (first.size < 2) return;
    isPinch = true;
    select(0, 0);
  });
  over.addEventListener('pointermove', (event) => {
    if (!first.has(event.pointerId)) return;
    last.set(event.pointerId, x(event));
    if (!isPinch) select(first.get(event.pointerId) ?? 0, x(event));
  });
  over.addEventListener('pointerup', (event) => end(event, true));
  over.addEventListener('pointercancel', (event) => end(event, false));
}
