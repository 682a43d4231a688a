import 'uplot/dist/uPlot.min.css';
import './style.css';
import { api, type Summary } from './api.ts';
import { newYorkTime } from './format-value.ts';
import { addDays, newYorkDay, startOfNewYorkDay } from './new-york-day.ts';
import { createPanelSection, type PanelSection } from './panel-section.ts';

function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

async function open(): Promise<void> {
  const [summary, dashboards] = await Promise.all([api.summary(), api.dashboards()]);
  const [dashboard] = dashboards;
  if (dashboard === undefined) throw new Error('There is no dashboard.');
  byId('title').textContent = dashboard.title;
  byId('summary').textContent = summaryText(summary);
  byId('tickers').append(...(await api.variable(dashboard.uid, 'ticker')).map(tickerBox));
  applyPreset(summary);
  const sections = [...dashboard.panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x).map(createPanelSection);
  byId('panels').replaceChildren(...sections.map(({ element }) => element));
  byId('controls').hidden = false;
  byId('controls').addEventListener('change', (event) => {
    if (event.target === byId('preset')) applyPreset(summary);
    else if (event.target instanceof HTMLInputElement && event.target.type === 'date') byId<HTMLSelectElement>('preset').value = '';
    void drawAll(dashboard.uid, sections);
  });
  await drawAll(dashboard.uid, sections);
}

function summaryText({ source, releaseId, publishedAt, quality, newestBar }: Summary): string {
  const market = source === 'simulated' ? 'Simulated market: not real prices' : `Source ${source}`;
  const checks = quality.warned === 0 ? `all ${quality.passed} quality rules passed` : `${quality.passed} quality rules passed, ${quality.warned} warned`;
  return `${market}. Release ${releaseId} of ${newYorkTime(Date.parse(publishedAt))}; ${checks}. Newest hour: ${newestBar === null ? 'none' : newYorkTime(Date.parse(newestBar))} New York.`;
}

function tickerBox(ticker: string): HTMLElement {
  const label = document.createElement('label');
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: true, value: ticker });
  label.append(box, ` ${ticker}`);
  return label;
}

function applyPreset(summary: Summary): void {
  const days = Number(byId<HTMLSelectElement>('preset').value);
  if (days === 0) return;
  const newest = newYorkDay(summary.newestBar === null ? Date.now() : Date.parse(summary.newestBar));
  byId<HTMLInputElement>('to').value = newest;
  byId<HTMLInputElement>('from').value = addDays(newest, 1 - days);
}

/** Counts what was asked: an answer that comes after a newer question is not drawn. */
let asked = 0;

async function drawAll(dashboard: string, sections: readonly PanelSection[]): Promise<void> {
  const question = (asked += 1);
  const tickers = [...document.querySelectorAll<HTMLInputElement>('#tickers input:checked')].map((box) => box.value);
  for (const section of sections) section.wait();
  await Promise.all(sections.map(async (section) => {
    const draw = await ask(dashboard, section, tickers).catch((error: unknown) => () => section.say(textOf(error), true));
    if (question === asked) draw();
  }));
  if (question === asked) document.body.dataset['drawn'] = String(asked);
}

async function ask(dashboard: string, section: PanelSection, tickers: readonly string[]): Promise<() => void> {
  if (tickers.length === 0) return () => section.say('Choose a ticker.');
  const range = { fromMs: startOfNewYorkDay(byId<HTMLInputElement>('from').value), toMs: startOfNewYorkDay(addDays(byId<HTMLInputElement>('to').value, 1)) };
  const data = await api.panel(dashboard, section.panel.id, range, tickers);
  return () => section.show(data);
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

open().catch((error: unknown) => {
  byId('summary').className = 'error';
  byId('summary').textContent = textOf(error);
});
