import 'uplot/dist/uPlot.min.css';
import './style.css';
import type { ClassicDashboard, ClassicPanel } from '@tickerlake/dashboards';
import { api, type Summary } from './api.ts';
import { drawPanel } from './draw-panel.ts';
import { newYorkTime } from './format-value.ts';

const dayMs = 86_400_000;

function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

async function open(): Promise<void> {
  const [summary, dashboards] = await Promise.all([api.summary(), api.dashboards()]);
  const [dashboard] = dashboards;
  if (dashboard === undefined) throw new Error('There is no dashboard.');
  byId('title').textContent = dashboard.title;
  byId('summary').textContent = summaryText(summary);
  const tickers = await api.variable(dashboard.uid, 'ticker');
  for (const ticker of tickers) byId('tickers').append(tickerBox(ticker));
  applyPreset(summary);
  const draw = (): void => void drawAll(dashboard);
  byId('controls').addEventListener('change', (event) => {
    if (event.target === byId('preset')) applyPreset(summary);
    else if (event.target instanceof HTMLInputElement && event.target.type === 'date') byId<HTMLSelectElement>('preset').value = '';
    draw();
  });
  draw();
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
  const endMs = summary.newestBar === null ? Date.now() : Date.parse(summary.newestBar);
  const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  byId<HTMLInputElement>('to').value = toDay(endMs);
  byId<HTMLInputElement>('from').value = toDay(endMs - (days - 1) * dayMs);
}

async function drawAll(dashboard: ClassicDashboard): Promise<void> {
  const tickers = [...document.querySelectorAll<HTMLInputElement>('#tickers input:checked')].map((box) => box.value);
  const fromMs = Date.parse(`${byId<HTMLInputElement>('from').value}T00:00:00Z`);
  const toMs = Date.parse(`${byId<HTMLInputElement>('to').value}T00:00:00Z`) + dayMs;
  const sections = [...dashboard.panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x).map(toSection);
  byId('panels').replaceChildren(...sections.map(({ section }) => section));
  await Promise.all(sections.map(async ({ panel, body }) => {
    try {
      drawPanel(panel, await api.panel(dashboard.uid, panel.id, { fromMs, toMs }, tickers), body);
    } catch (error) {
      body.className = 'error';
      body.textContent = error instanceof Error ? error.message : String(error);
    }
  }));
  document.body.dataset['drawn'] = String(Number(document.body.dataset['drawn'] ?? 0) + 1);
}

function toSection(panel: ClassicPanel): { panel: ClassicPanel; section: HTMLElement; body: HTMLElement } {
  const section = document.createElement('section');
  section.style.gridColumn = `span ${panel.gridPos.w}`;
  section.dataset['panel'] = String(panel.id);
  const heading = Object.assign(document.createElement('h2'), { textContent: panel.title });
  const description = Object.assign(document.createElement('p'), { className: 'description', textContent: panel.description });
  const body = document.createElement('div');
  section.append(heading, description, body);
  return { panel, section, body };
}

open().catch((error: unknown) => {
  byId('summary').className = 'error';
  byId('summary').textContent = error instanceof Error ? error.message : String(error);
});
