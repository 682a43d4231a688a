import { type ClassicDashboard, panelsOf, qualityHistoryPanels } from '@tickerlake/dashboards';
import type { AboutPage, AboutView } from './about-view.ts';
import type { Api } from '../../state/api.ts';
import { drawPanel } from '../../charts/draw-panel.ts';
import { ruleHistory } from '../../charts/rule-history.ts';
import { formatValue, zoneTime } from '../../state/format-value.ts';
import { scrolling, section, text } from '../../controls/page-elements.ts';
import { ruleHistories, type RuleHistory, ruleKey } from '../../state/operations/rule-checks.ts';
import type { Row } from '../../state/rows.ts';
import { showRule } from './show-rule.ts';
import { stillView } from '../../state/still-view.ts';
import type { View } from '../../state/view.ts';

/** Margin before the first and after the last check, so that a single check has an axis too. */
const marginMs = 600_000;
const columns = ['status', 'severity', 'dataset', 'rule', 'observed', 'history', 'expected', 'message'];

/** What the page of quality is drawn of. */
interface Quality extends AboutView {
  /** Rules by check, the newest check first. */
  readonly rows: readonly Row[];
}

/**
 * The page of quality: the rules of a check, the newest or a chosen one, whether its run was published or not; how quality went from check
 * to check; behind each rule its own history and the rows that failed.
 *
 * @example
 * const { elements, draw } = await qualityPage({ api, rows, runId: undefined, health, zone, choose });
 */
export async function qualityPage({ api, rows, runId, health, zone, choose }: Quality): Promise<AboutPage> {
  const isKnown = rows.some((row) => row['run_id'] === runId);
  const shownId = isKnown ? runId : rows[0]?.['run_id'];
  const shown = rows.filter((row) => row['run_id'] === shownId);
  const evaluated = shown.filter((row) => row['status'] !== 'not_evaluated');
  const notPassed = shown.filter((row) => row['status'] !== 'pass');
  const passed = shown.length - notPassed.length;
  const times = rows.map((row) => Number(row['checked_at']));
  const view = stillView({ fromMs: Math.min(...times) - marginMs, toMs: Math.max(...times) + marginMs, zone });
  const plots = await history(api, health, view);
  const score = text(
    'div',
    formatValue(evaluated.length === 0 ? null : passed / evaluated.length, 'percentunit', 1, zone),
    `stat ${evaluated.length > 0 && passed === evaluated.length ? 'green' : 'orange'}`,
  );
  const histories = ruleHistories(rows, zone);
  const table = (of: readonly Row[]): HTMLElement =>
    rulesTable(of, histories, zone, (rule) =>
      showRule(
        rule,
        rows.filter((row) => ruleKey(row) === ruleKey(rule)),
        view,
      ),
    );
  const elements = [
    section('Check', [
      picker(rows, shownId, zone, choose),
      text(
        'p',
        `${passed} of ${shown.length} rules passed, ${shown.length - evaluated.length} not evaluated. The score is of those that were evaluated.`,
        'description',
      ),
      score,
    ]),
    ...(notPassed.length === 0 ? [] : [section('Rules that did not pass', [table(notPassed)])]),
    ...plots.map(({ element }) => element),
    section('Every rule', [
      text('p', 'A rule opens its history and the rows that failed.', 'description'),
      table(shown),
    ]),
  ];
  return { elements, draw: () => plots.forEach((plot) => plot.draw()) };
}

function picker(rows: readonly Row[], shownId: unknown, zone: string, choose: (runId: string) => void): HTMLElement {
  const checks = new Map(rows.map((row) => [String(row['run_id']), row]));
  const select = Object.assign(document.createElement('select'), { id: 'check' });
  for (const [id, row] of checks) {
    const outcome = row['is_published'] === true ? 'what readers see' : String(row['outcome'] ?? 'unknown');
    select.append(
      new Option(`${zoneTime(Number(row['checked_at']), zone)}, ${outcome}`, id, id === shownId, id === shownId),
    );
  }
  select.addEventListener('change', () => choose(select.value));
  const label = document.createElement('label');
  label.append('Check of ', select);
  return label;
}

/** The page draws only the emitted panels of *Pipeline health*. */
async function history(
  api: Pick<Api, 'panel'>,
  health: ClassicDashboard | undefined,
  view: View,
): Promise<{ readonly element: HTMLElement; draw(): void }[]> {
  const panels = panelsOf(health ?? { panels: [] }).filter(
    ({ id }) => id === qualityHistoryPanels.score || id === qualityHistoryPanels.notPassed,
  );
  return Promise.all(
    panels.map(async (panel) => {
      const data = await api.panel(health?.uid ?? '', panel.id, view, {});
      const body = document.createElement('div');
      return {
        element: section(panel.title, [text('p', panel.description, 'description'), body], panel.gridPos.w),
        draw() {
          const values = data.rows.flatMap((row) => row.filter((_, index) => data.columns[index]?.type === 'number'));
          if (panel.id === qualityHistoryPanels.notPassed && values.every((value) => value === 0))
            body.replaceChildren(text('p', 'Every rule passed in every check.')); // bars of 0 look empty
          else drawPanel(panel, data, body, view);
        },
      };
    }),
  );
}

function rulesTable(
  rows: readonly Row[],
  histories: ReadonlyMap<string, RuleHistory>,
  zone: string,
  open: (rule: Row) => void,
): HTMLElement {
  const table = document.createElement('table');
  const shown = columns.filter(
    (name) => name !== 'message' || rows.some((row) => (row['message'] ?? '') !== ''), // nothing to say, no room for it
  );
  table
    .createTHead()
    .insertRow()
    .append(...shown.map((name) => Object.assign(text('th', name), { scope: 'col' })));
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const name of shown) {
      const cell = Object.assign(line.insertCell(), {
        className:
          name === 'status' ? `status ${String(row[name])}` : name === 'rule' || name === 'message' ? 'long' : '',
      });
      if (name === 'history') {
        const history = histories.get(ruleKey(row));
        if (history !== undefined) cell.append(ruleHistory(history.checks, history.text));
        continue;
      }
      if (name !== 'rule') {
        cell.textContent = formatValue(
          name === 'status' ? String(row[name]).replace('_', ' ') : row[name],
          undefined,
          undefined,
          zone,
        );
        continue;
      }
      const button = Object.assign(document.createElement('button'), {
        type: 'button',
        className: 'link',
        textContent: String(row[name]),
      });
      button.addEventListener('click', () => open(row));
      cell.append(button);
    }
  }
  return scrolling(table);
}
