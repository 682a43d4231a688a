import { type ClassicPanel, nameColour } from '@tickerlake/dashboards';
import type { PanelData } from '@tickerlake/preview-api';
import { fieldLook, fillTemplate } from './field-config.ts';
import { formatValue } from '../state/format-value.ts';
import { pageLink } from './page-link.ts';
import type { View } from '../state/view.ts';

/**
 * Draws rows as a table, columns as the panel's overrides say.
 *
 * @example
 * drawTable(panel, data, element, view);
 */
export function drawTable(panel: ClassicPanel, data: PanelData, element: HTMLElement, view: View): void {
  const table = document.createElement('table');
  const looks = data.columns.map(({ name }) => fieldLook(panel, name));
  const head = table.createTHead().insertRow();
  data.columns.forEach(({ name, type }, index) => {
    const cell = Object.assign(document.createElement('th'), {
      scope: 'col',
      className: type,
      textContent: looks[index]?.displayName ?? name,
    });
    head.append(cell);
  });
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    const values = Object.fromEntries(
      data.columns.map(({ name }, index) => [`__data.fields.${name}`, encodeURIComponent(String(row[index] ?? ''))]),
    );
    data.columns.forEach(({ type }, index) => {
      const look = looks[index];
      const colour = look?.isColoured === true ? nameColour(String(row[index])).stroke : undefined;
      const text = formatValue(row[index], look?.unit, look?.decimals, view.zone, look?.noValue);
      const cell = line.insertCell();
      cell.className = type;
      if (colour !== undefined) cell.classList.add('coloured');
      if (colour !== undefined) cell.style.setProperty('--colour', colour);
      if (look?.link === undefined) cell.textContent = text;
      else
        cell.append(
          pageLink(
            decodeURIComponent(fillTemplate(look.link.title, values)),
            fillTemplate(look.link.url, values),
            view,
            text,
          ),
        );
    });
  }
  element.classList.add('scroll');
  element.tabIndex = 0;
  element.replaceChildren(table);
}
