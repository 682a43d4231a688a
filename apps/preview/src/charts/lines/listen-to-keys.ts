import type uPlot from 'uplot';
import { zoneTime } from '../../state/format-value.ts';
import type { View } from '../../state/view.ts';
import type { Lines } from './data/to-lines.ts';
import { tooltipRows } from './tooltip-rows.ts';

/**
 * Gives a chart the keyboard: the arrow keys move the cursor from hour to hour, Home and End to the first and the last one, and the
 * other charts follow; a live region says what is there.
 *
 * @param name of the chart, for a screen reader.
 * @example
 * listenToKeys(plot, 'Chart of NVDA', drawn, view);
 */
export function listenToKeys(plot: uPlot, name: string, { lines, timesMs }: Lines, view: View): void {
  const live = Object.assign(document.createElement('div'), { className: 'hidden', ariaLive: 'polite' });
  plot.root.append(live);
  plot.over.tabIndex = 0;
  plot.over.setAttribute('role', 'application');
  plot.over.setAttribute(
    'aria-label',
    `${name}: the left and right arrow keys move the cursor${view.openHour === null ? '' : ', Enter opens the hour'}`,
  );
  plot.over.addEventListener('keydown', (event) => {
    const xs = plot.data[0];
    const isFilled = (at: number): boolean => lines.some(({ column }) => typeof column[at] === 'number');
    const now = plot.cursor.idx ?? null;
    const starts = { ArrowLeft: (now ?? xs.length) - 1, ArrowRight: (now ?? -1) + 1, Home: 0, End: xs.length - 1 };
    if (!Object.hasOwn(starts, event.key)) return;
    event.preventDefault();
    const step = event.key === 'ArrowLeft' || event.key === 'End' ? -1 : 1;
    let at = starts[event.key as keyof typeof starts];
    while (at >= 0 && at < xs.length && !isFilled(at)) at += step;
    const x = xs[at];
    if (x === undefined) return;
    const [left, top] = [plot.valToPos(x, 'x'), plot.over.clientHeight / 2];
    // uPlot's types leave out two arguments: whether hooks run, and whether the other panels follow.
    const move: (at: { left: number; top: number }, fire: boolean, publish: boolean) => void = plot.setCursor;
    move({ left, top }, true, true);
    const timeMs = timesMs[at];
    if (timeMs !== undefined) live.textContent = textAt(lines, at, timeMs, view);
  });
}

/** What the tooltip says, as a sentence for a screen reader. */
function textAt(lines: Lines['lines'], at: number, timeMs: number, { compare, zone }: View): string {
  const { rows } = tooltipRows(lines, at, timeMs, compare, null, zone);
  const texts = rows.map(({ label, text, usual, isIncomplete }) =>
    [`${label} ${text}`, usual, isIncomplete ? 'incomplete' : ''].filter((part) => part !== '').join(' '),
  );
  return `${zoneTime(timeMs, zone)}: ${texts.join(', ')}`;
}
