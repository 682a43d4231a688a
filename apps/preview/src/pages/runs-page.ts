import { formatValue, zoneTime } from '../state/format-value.ts';
import { section, text } from '../controls/page-elements.ts';
import type { Row } from '../state/rows.ts';

const stages = ['ingest', 'verify', 'stage', 'check', 'publish', 'tidy'] as const;

/**
 * The page of runs: the stages of each with their times, what it did, and why it failed.
 *
 * @example
 * main.replaceChildren(...runsPage(toRows(await api.about('runs')), 'America/New_York'));
 */
export const runsPage = (rows: readonly Row[], zone: string): HTMLElement[] => rows.map((row) => runSection(row, zone));

function runSection(row: Row, zone: string): HTMLElement {
  const times = stages.map((stage) => ({ stage, ms: Number(row[`${stage}_ms`] ?? 0) }));
  const longest = Math.max(1, ...times.map(({ ms }) => ms));
  const graph = Object.assign(document.createElement('ol'), { className: 'stages' });
  graph.append(
    ...times.map(({ stage, ms }) => {
      const step = document.createElement('li');
      const bar = Object.assign(document.createElement('div'), { className: 'bar' });
      bar.style.width = `${(100 * ms) / longest}%`;
      step.append(text('strong', stage), text('span', ` ${formatValue(ms / 1_000, 's', 2, zone)}`), bar);
      return step;
    }),
  );
  const facts = ['calls', 'fetched_bars', 'new_bars', 'hours', 'corrected_hours'].map(
    (name) => `${formatValue(row[name], undefined, undefined, zone)} ${name.replace('_', ' ')}`,
  );
  return section(`Run ${String(row['run_id'])}: ${String(row['outcome'])}`, [
    text(
      'p',
      `${zoneTime(Number(row['started_at']), zone)}, ${String(row['source'])}, ${String(row['range_from'])} to ${String(row['range_to'])}, ${String(row['tickers'])} tickers`,
      'description',
    ),
    ...(typeof row['reason'] === 'string'
      ? [text('p', `Failed in stage ${String(row['failed_stage'])}: ${row['reason']}`, 'red')]
      : []),
    graph,
    text('p', facts.join(' · '), 'description'),
    ...(Number(row['check_ms']) > 0 ? [qualityLink(String(row['run_id']))] : []),
  ]);
}

const qualityLink = (runId: string): HTMLElement =>
  Object.assign(document.createElement('a'), {
    href: `#/quality?var-run=${encodeURIComponent(runId)}`,
    textContent: 'Quality of this run',
  });
