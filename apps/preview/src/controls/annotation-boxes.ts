import type { ClassicDashboard } from '@tickerlake/dashboards';
import { zoneTime } from '../state/format-value.ts';
import type { Mark } from '../state/view.ts';

/**
 * Boxes that switch annotations on and off, and the marks as a list: for keyboards and screen readers.
 *
 * @param hidden names of the annotations that are off.
 * @example
 * place.replaceChildren(...annotationBoxes(dashboard, marks, state.hidden, zone, (hidden) => go({ hidden })));
 */
export function annotationBoxes(
  dashboard: ClassicDashboard,
  marks: readonly Mark[],
  hidden: readonly string[],
  zone: string,
  onChange: (hidden: readonly string[]) => void,
): HTMLElement[] {
  const boxes = dashboard.annotations.list.map(({ name }) => {
    const label = document.createElement('label');
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: !hidden.includes(name) });
    box.addEventListener('change', () =>
      onChange(box.checked ? hidden.filter((one) => one !== name) : [...hidden, name]),
    );
    label.append(box, ` ${name}`);
    return label;
  });
  const list = document.createElement('ul');
  list.append(
    ...marks.map(({ timeMs, text, kind, colour }) => {
      const item = Object.assign(document.createElement('li'), {
        textContent: `${zoneTime(timeMs, zone)} ${kind}: ${text}`,
      });
      item.style.borderLeft = `4px solid ${colour}`;
      return item;
    }),
  );
  const details = document.createElement('details');
  details.append(
    Object.assign(document.createElement('summary'), {
      textContent: `${marks.length} mark${marks.length === 1 ? '' : 's'} in this range`,
    }),
    list,
  );
  return [...boxes, details];
}
