import type uPlot from 'uplot';
import type { TooltipRow } from './tooltip-rows.ts';

/** What the tooltip says at a place. */
export interface TooltipContent {
  readonly heading: string;
  readonly rows: readonly TooltipRow[];
  /** How many lines it leaves out. */
  readonly more: number;
}

/** The tooltip of a chart. */
export interface Tooltip {
  /** Shows it next to the cursor; null hides it. */
  show(content: TooltipContent | null, emphasised: string | null): void;
}

const gapPx = 14;

/** The nodes of a line of the tooltip. They are made once: a cursor that moves changes their text alone. */
interface Row {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly value: HTMLElement;
  readonly usual: HTMLElement;
  readonly incomplete: HTMLElement;
}

/**
 * A tooltip at the cursor of a plot. It stays within the plot's height, on the side of the cursor that has more room.
 *
 * @example
 * const tooltip = createTooltip(plot);
 */
export function createTooltip(plot: uPlot): Tooltip {
  const element = Object.assign(document.createElement('div'), { className: 'tip', hidden: true });
  element.setAttribute('aria-hidden', 'true'); // the live region says it
  const heading = part('div', 'tip-time');
  const more = part('div', 'muted');
  element.append(heading, more);
  plot.over.append(element);
  const rows: Row[] = [];
  let said = '';
  return {
    show(content, emphasised) {
      element.hidden = content === null || content.rows.length === 0;
      if (content === null || element.hidden) return void (said = '');
      const key = `${content.heading} ${emphasised}`;
      if (key !== said) {
        said = key;
        heading.textContent = content.heading;
        while (rows.length < content.rows.length) {
          const row = createRow();
          rows.push(row);
          more.before(row.element);
        }
        rows.forEach((row, at) => fill(row, content.rows[at], emphasised));
        more.textContent = content.more === 0 ? '' : `and ${content.more} lower`;
      }
      const { left = 0, top = 0 } = plot.cursor;
      const { width, height } = plot.rect;
      // Percentages are of the tooltip itself: measuring it would cost a layout in every frame.
      const x =
        left < width / 2 ? `${Math.round(left + gapPx)}px` : `max(-40px, calc(${Math.round(left - gapPx)}px - 100%))`;
      element.style.transform = `translate(${x}, max(-20px, min(calc(${Math.round(top)}px - 50%), calc(${Math.round(height)}px - 100%))))`;
    },
  };
}

function createRow(): Row {
  const element = part('div', 'tip-row');
  const [name, value, usual] = [part('span', 'tip-name'), part('span', 'tip-value'), part('span', 'tip-usual')];
  const incomplete = part('span', 'tip-incomplete');
  element.append(name, value, usual, incomplete);
  return { element, name, value, usual, incomplete };
}

function fill(
  { element, name, value, usual, incomplete }: Row,
  row: TooltipRow | undefined,
  emphasised: string | null,
): void {
  element.hidden = row === undefined;
  if (row === undefined) return;
  element.classList.toggle('emphasised', row.label === emphasised);
  name.style.setProperty('--colour', row.stroke);
  name.textContent = row.label;
  value.textContent = row.text;
  usual.textContent = row.usual;
  incomplete.textContent = row.isIncomplete ? 'incomplete' : '';
}

const part = (tag: 'div' | 'span', className: string): HTMLElement =>
  Object.assign(document.createElement(tag), { className });
