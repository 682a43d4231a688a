import {
  addDays,
  type Preset,
  presetRange,
  presets,
  type Range,
  type Summary,
  zoneDay,
  zoneInstant,
} from '@tickerlake/preview-api';
import { byId } from './by-id.ts';

/** What the fields change. */
export interface RangeListener {
  /** The zone in which dates are typed. */
  zone(): string;
  summary(): Summary;
  nowMs(): number;
  /** The range that is shown; null on a page without one. */
  shown(): Range | null;
  choose(range: Range): void;
}

/**
 * Makes the buttons of the presets, and listens to them, to the two dates and to the zoom buttons of `index.html`.
 *
 * @example
 * listenToRange(document, { zone: () => 'UTC', choose: (range) => go(range), ... });
 */
export function listenToRange(document: Document, to: RangeListener): void {
  const field = (id: string): HTMLInputElement => byId(document, id, HTMLInputElement);
  const dates = (): void => {
    try {
      const range = {
        fromMs: zoneInstant(field('from').value, to.zone()),
        toMs: zoneInstant(addDays(field('to').value, 1), to.zone()),
      };
      if (range.fromMs < range.toMs) to.choose(range);
    } catch {
      // A half-typed date is not a range yet.
    }
  };
  for (const id of ['from', 'to']) field(id).addEventListener('change', dates);
  byId(document, 'presets', HTMLElement).replaceChildren(
    ...presets.map((preset) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: preset });
      button.dataset['preset'] = preset;
      button.addEventListener('click', () => to.choose(presetRange(preset, to.summary(), to.zone(), to.nowMs())));
      return button;
    }),
  );
  const widen = (by: number) => (): void => {
    const range = to.shown();
    if (range === null) return;
    const change = ((range.toMs - range.fromMs) * (by - 1)) / 2;
    to.choose({ fromMs: Math.max(0, range.fromMs - change), toMs: range.toMs + change });
  };
  byId(document, 'zoom-out', HTMLButtonElement).addEventListener('click', widen(2));
  byId(document, 'zoom-in', HTMLButtonElement).addEventListener('click', widen(0.5));
}

/**
 * Shows a range in the fields: its dates, and the preset that it equals.
 *
 * @param own the preset that the dashboard starts with, if the address names no range.
 * @example
 * showRange(document, range, 'America/New_York', summary, Date.now(), null);
 */
export function showRange(
  document: Document,
  { fromMs, toMs }: Range,
  zone: string,
  summary: Summary,
  nowMs: number,
  own: Preset | null,
): void {
  byId(document, 'from', HTMLInputElement).value = zoneDay(fromMs, zone);
  byId(document, 'to', HTMLInputElement).value = zoneDay(toMs - 1, zone);
  const equal = presets.find((one) => {
    const range = presetRange(one, summary, zone, nowMs);
    return range.fromMs === fromMs && (one === 'All' ? Math.abs(range.toMs - toMs) < 3_600_000 : range.toMs === toMs);
  });
  for (const button of byId(document, 'presets', HTMLElement).querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.dataset['preset'] === (own ?? equal)));
}
