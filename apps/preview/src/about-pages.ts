import { api, type PanelData } from './api.ts';
import { formatValue, zoneTime } from './format-value.ts';

/** Rows by column name. */
type Row = Readonly<Record<string, unknown>>;
const stages = ['ingest', 'verify', 'stage', 'check', 'publish', 'tidy'] as const;
const marks: Readonly<Record<string, string>> = { complete: '●', partial: '◐', absent: '○' };

/**
 * The pages beside the dashboards: runs (the stages of each, with their times), coverage (ticker by session), quality (every rule).
 *
 * @example
 * main.replaceChildren(...(await aboutPage('coverage', 'America/New_York')));
 */
export async function aboutPage(what: 'runs' | 'coverage' | 'quality', zone: string): Promise<HTMLElement[]> {
  const rows = toRows(await api.about(what));
  if (rows.length === 0) return [section('Nothing yet', [text('p', 'Nothing is recorded: "tickerlake run" makes a release.')])];
  if (what === 'runs') return rows.map((row) => runSection(row, zone));
  return what === 'coverage' ? [coverageSection(rows)] : qualitySections(rows, zone);
}

function toRows({ columns, rows }: PanelData): Row[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
}

function runSection(row: Row, zone: string): HTMLElement {
  const times = stages.map((stage) => ({ stage, ms: Number(row[`${stage}_ms`] ?? 0) }));
  const longest = Math.max(1, ...times.map(({ ms }) => ms));
  const graph = Object.assign(document.createElement('ol'), { className: 'stages' });
  graph.append(...times.map(({ stage, ms }) => {
    const step = document.createElement('li');
    const bar = Object.assign(document.createElement('div'), { className: 'bar' });
    bar.style.width = `${(100 * ms) / longest}%`;
    step.append(text('strong', stage), text('span', ` ${formatValue(ms / 1_000, 's', 2, zone)}`), bar);
    return step;
  }));
  const facts = ['calls', 'fetched_bars', 'new_bars', 'hours', 'corrected_hours'].map((name) => `${formatValue(row[name], undefined, undefined, zone)} ${name.replace('_', ' ')}`);
  return section(`Run ${String(row['run_id'])}: ${String(row['outcome'])}`, [
    text('p', `${zoneTime(Number(row['started_at']), zone)}, ${String(row['source'])}, ${String(row['range_from'])} to ${String(row['range_to'])}, ${String(row['tickers'])} tickers`, 'description'),
    ...(typeof row['reason'] === 'string' ? [text('p', `Failed in stage ${String(row['failed_stage'])}: ${row['reason']}`, 'red')] : []),
    graph,
    text('p', facts.join(' · '), 'description'),
  ]);
}

function coverageSection(rows: readonly Row[]): HTMLElement {
  const dates = [...new Set(rows.map((row) => String(row['trading_date'])))].sort();
  const tickers = [...new Set(rows.map((row) => String(row['ticker'])))].sort();
  const found = new Map(rows.map((row) => [`${String(row['ticker'])} ${String(row['trading_date'])}`, row]));
  const table = Object.assign(document.createElement('table'), { className: 'grid' });
  const head = table.createTHead().insertRow();
  head.append(text('th', 'ticker'), ...dates.map((date) => Object.assign(document.createElement('th'), { scope: 'col', textContent: date.slice(5), title: date })));
  for (const ticker of tickers) {
    const line = table.insertRow();
    line.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: ticker }));
    for (const date of dates) {
      const row = found.get(`${ticker} ${date}`);
      const cell = line.insertCell();
      if (row === undefined) continue;
      const [hours, complete, expected] = ['hours', 'complete_hours', 'expected_hours'].map((name) => Number(row[name])) as [number, number, number];
      const state = hours === 0 ? 'absent' : complete >= expected ? 'complete' : 'partial';
      Object.assign(cell, { className: state, textContent: marks[state], title: `${ticker} ${date}: ${state}, ${complete} of ${expected} hours complete` });
      cell.setAttribute('aria-label', cell.title);
    }
  }
  const scroll = Object.assign(document.createElement('div'), { className: 'scroll', tabIndex: 0 });
  scroll.append(table);
  requestAnimationFrame(() => (scroll.scrollLeft = scroll.scrollWidth)); // the newest sessions first
  return section('Coverage: ticker by session', [text('p', '● every hour complete, ◐ some hours, ○ no hour; point at a sign for the numbers', 'description'), scroll]);
}

function qualitySections(rows: readonly Row[], zone: string): HTMLElement[] {
  const failed = rows.filter((row) => !['pass', 'skipped'].includes(String(row['status'])));
  const columns = ['status', 'severity', 'dataset', 'rule', 'observed', 'expected', 'message'];
  const table = (of: readonly Row[]): HTMLElement => {
    const one = document.createElement('table');
    one.createTHead().insertRow().append(...columns.map((name) => Object.assign(document.createElement('th'), { scope: 'col', textContent: name })));
    const body = one.createTBody();
    for (const row of of) {
      const line = body.insertRow();
      for (const name of columns) Object.assign(line.insertCell(), { textContent: formatValue(row[name], undefined, undefined, zone), className: name === 'status' ? `status ${String(row[name])}` : name === 'rule' || name === 'message' ? 'long' : '' });
    }
    const scroll = Object.assign(document.createElement('div'), { className: 'scroll', tabIndex: 0 });
    scroll.append(one);
    return scroll;
  };
  const ran = rows.filter((row) => row['status'] !== 'skipped').length;
  const score = text('div', formatValue(ran === 0 ? null : (ran - failed.length) / ran, 'percentunit', 1, zone), `stat ${failed.length === 0 ? 'green' : 'orange'}`);
  return [
    section('Quality score', [text('p', `Rules that passed, of the ${ran} that ran at ${zoneTime(Number(rows[0]?.['checked_at']), zone)}.`, 'description'), score]),
    ...(failed.length === 0 ? [] : [section('Rules that did not pass', [table(failed)])]),
    section('Every rule', [table(rows)]),
  ];
}

function section(title: string, content: readonly HTMLElement[]): HTMLElement {
  const element = document.createElement('section');
  element.style.gridColumn = 'span 24';
  element.append(text('h2', title), ...content);
  return element;
}

function text(tag: 'p' | 'h2' | 'strong' | 'span' | 'div' | 'th', textContent: string, className = ''): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent, className });
}
