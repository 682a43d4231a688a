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

/**
 * A tooltip at the cursor of a plot. It stays within the plot's width, on the side of the cursor that has room.
 *
 * @example
 * const tooltip = createTooltip(plot);
 */
export function createTooltip(plot: uPlot): Tooltip {
  const element = Object.assign(document.createElement('div'), { className: 'tip', hidden: true });
  element.setAttribute('aria-hidden', 'true'); // the live region says it
  plot.over.append(element);
  let said = '';
  let [width, height] = [0, 0];
  return {
    show(content, emphasised) {
      element.hidden = content === null || content.rows.length === 0;
      if (content === null || element.hidden) return void (said = '');
      const key = `${content.heading} ${emphasised}`;
      if (key !== said) {
        said = key;
        element.replaceChildren(
          part('div', 'tip-time', content.heading),
          ...content.rows.map((row) => line(row, row.label === emphasised)),
          ...(content.more === 0 ? [] : [part('div', 'muted', `and ${content.more} lower`)]),
        );
        [width, height] = [element.offsetWidth, element.offsetHeight]; // costs a layout
      }
      const { left = 0, top = 0 } = plot.cursor;
      const { clientWidth, clientHeight } = plot.over;
      const hasRoom = left + gapPx + width <= clientWidth;
      const x = hasRoom ? left + gapPx : Math.max(-40, left - gapPx - width);
      const y = Math.max(-20, Math.min(top - height / 2, clientHeight - height));
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    },
  };
}

function line({ label, stroke, text, usual, isIncomplete }: TooltipRow, isEmphasised: boolean): HTMLElement {
  const element = part('div', isEmphasised ? 'tip-row emphasised' : 'tip-row', '');
  const name = part('span', 'tip-name', label);
  name.style.setProperty('--colour', stroke);
  element.append(name, part('span', 'tip-value', text), part('span', 'tip-usual', usual));
  if (isIncomplete) element.append(part('span', 'tip-incomplete', 'incomplete'));
  return element;
}

const part = (tag: 'div' | 'span', className: string, textContent: string): HTMLElement =>
  Object.assign(document.createElement(tag), { className, textContent });
