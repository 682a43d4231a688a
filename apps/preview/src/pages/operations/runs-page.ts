import { formatValue, zoneTime } from '../../state/format-value.ts';
import { section, text } from '../../controls/page-elements.ts';
import { type RunRow, runRows, stages } from '../../state/operations/run-rows.ts';
import type { Row } from '../../state/rows.ts';

const facts = ['calls', 'fetched_bars', 'new_bars', 'hours', 'corrected_hours'] as const;

/**
 * The page of runs: what each run asked for, how it ended and why, and its stages as bars on one scale over all of them. Ids and counts
 * are behind a button.
 *
 * @example
 * main.replaceChildren(runsPage(toRows(await api.about('runs')), 'America/New_York'));
 */
export function runsPage(rows: readonly Row[], zone: string): HTMLElement {
  const runs = runRows(rows);
  const list = Object.assign(document.createElement('ol'), { className: 'runs' });
  list.append(...runs.map((run) => runItem(run, zone)));
  return section(`The last ${runs.length === 1 ? 'run' : `${runs.length} runs`}`, [legend(), list]);
}

const seconds = (ms: number, zone: string): string => formatValue(ms / 1_000, 's', ms < 10_000 ? 1 : 0, zone);

/** The colours of the stages, and the scale. */
function legend(): HTMLElement {
  const element = text('p', '', 'stage-legend');
  element.append(
    ...stages.map((stage) => text('span', stage, `swatch ${stage}`)),
    text('span', 'Time in each stage, on one scale; steps run side by side, so a run may end sooner.', 'muted'),
  );
  return element;
}

function runItem(run: RunRow, zone: string): HTMLElement {
  const { kind, outcome, range, tickerCount, source, reason, heldBack, elapsedMs, bars, startedMs } = run;
  const item = document.createElement('li');
  const track = text('div', '', 'track');
  const told = bars.map(({ stage, ms }) => `${stage} ${seconds(ms, zone)}`).join(', ');
  track.setAttribute('role', 'img');
  track.setAttribute('aria-label', told === '' ? 'No stage has ended' : told);
  track.append(
    ...bars.map(({ stage, ms, fromPercent, widthPercent }) => {
      const bar = Object.assign(text('div', '', `stage-bar ${stage}`), { title: `${stage}: ${seconds(ms, zone)}` });
      bar.style.left = `${fromPercent}%`;
      bar.style.width = `${widthPercent}%`;
      return bar;
    }),
  );
  const asked = text('div', '', 'asked');
  asked.append(
    text('strong', range),
    text('span', `${tickerCount} ticker${tickerCount === 1 ? '' : 's'}, ${source}`, 'muted'),
  );
  item.append(
    text('span', zoneTime(startedMs, zone), 'when'),
    text('span', outcome.replace('-', ' '), `outcome ${kind}`),
    asked,
    track,
    text('span', elapsedMs === null ? '-' : seconds(elapsedMs, zone), 'total'),
    ...(reason === '' ? [] : [text('p', reason, `reason ${kind === 'bad' ? 'red' : 'muted'}`)]),
    ...(heldBack === '' ? [] : [text('p', heldBack, 'reason red')]),
    detailsOf(run, told, zone),
  );
  return item;
}

function detailsOf({ id, row }: RunRow, told: string, zone: string): HTMLElement {
  const details = document.createElement('details');
  const counts = facts.map((name) => `${formatValue(row[name], undefined, undefined, zone)} ${name.replace('_', ' ')}`);
  details.append(
    Object.assign(document.createElement('summary'), { textContent: 'Details' }),
    text('p', `Run ${id}`, 'description'),
    text('p', counts.join(' · '), 'description'),
    ...(told === '' ? [] : [text('p', told, 'description')]),
    ...(Number(row['check_ms']) > 0 ? [qualityLink(id)] : []),
  );
  return details;
}

const qualityLink = (runId: string): HTMLElement =>
  Object.assign(document.createElement('a'), {
    href: `#/quality?var-run=${encodeURIComponent(runId)}`,
    textContent: 'Quality of this run',
  });
