import type { ClassicPanel } from '@tickerlake/dashboards';
import { drawLines } from '../../charts/lines/draw-lines.ts';
import { formatValue, zoneTime } from '../../state/format-value.ts';
import { openDialog } from '../../controls/open-dialog.ts';
import { scrolling, text } from '../../controls/page-elements.ts';
import type { Row } from '../../state/rows.ts';
import type { View } from '../../state/view.ts';

/** How a rule's own history looks: a line of what it measured, as a panel of Grafana would say it. */
const look: Pick<ClassicPanel, 'fieldConfig'> = {
  fieldConfig: {
    defaults: { custom: { drawStyle: 'line', lineWidth: 1, spanNulls: Number.MAX_SAFE_INTEGER } },
    overrides: [],
  },
};

/**
 * Opens a dialog with one rule: its result, its values over time, and some of the rows that failed. Escape closes it.
 *
 * @param checks the rule in every check.
 * @example
 * showRule(row, rows.filter(({ rule_id }) => rule_id === row['rule_id']), view);
 */
export function showRule(rule: Row, checks: readonly Row[], view: View): void {
  const failing = typeof rule['failing_rows'] === 'string' ? (JSON.parse(rule['failing_rows']) as Row[]) : [];
  const chart = document.createElement('div');
  openDialog(String(rule['rule']), [
    text(
      'p',
      `${String(rule['dataset'])}, check of ${zoneTime(Number(rule['checked_at']), view.zone)}: ${String(rule['status'])}. ${String(rule['message'])}`,
      `status ${String(rule['status'])}`,
    ),
    text(
      'h3',
      failing.length === 0
        ? 'No failing rows recorded: the rule passed, or does not check single rows'
        : `Rows that failed, the first ${failing.length}`,
    ),
    ...(failing.length === 0 ? [] : [scrolling(rowsTable(failing))]),
    text('h3', 'Measured, check by check'),
    chart,
    scrolling(checksTable(checks, view.zone)),
  ]);
  const measured = checks.filter((check) => typeof check['observed'] === 'number').toReversed();
  if (measured.length < 2) chart.replaceChildren(text('p', 'One check alone: a line needs two.', 'muted'));
  else
    drawLines(
      look,
      {
        sql: '',
        columns: [
          { name: 'time', type: 'time' },
          { name: 'observed', type: 'number' },
        ],
        rows: measured.map((check) => [check['checked_at'], check['observed']]),
      },
      chart,
      view,
    );
}

function rowsTable(rows: readonly Row[]): HTMLTableElement {
  return tableOf(
    Object.keys(rows[0] ?? {}),
    rows.map((row) => Object.values(row).map((value) => (value === null ? 'NULL' : String(value)))),
  );
}

function checksTable(checks: readonly Row[], zone: string): HTMLTableElement {
  return tableOf(
    ['check', 'status', 'observed', 'expected'],
    checks.map((check) => [
      zoneTime(Number(check['checked_at']), zone),
      String(check['status']),
      formatValue(check['observed'], undefined, undefined, zone),
      formatValue(check['expected'], undefined, undefined, zone),
    ]),
  );
}

function tableOf(names: readonly string[], rows: readonly (readonly string[])[]): HTMLTableElement {
  const table = document.createElement('table');
  table
    .createTHead()
    .insertRow()
    .append(...names.map((name) => Object.assign(text('th', name), { scope: 'col' })));
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const value of row) line.insertCell().textContent = value;
  }
  return table;
}
