import 'uplot/dist/uPlot.min.css';
import './style.css';
import { type ClassicDashboard, notPreviewed, rowsOf } from '@tickerlake/dashboards';
import { aboutPage } from './about-page.ts';
import { api, embedded, type Range, type Summary } from './api.ts';
import { type Preset, presetRange } from './default-range.ts';
import { newYork } from './format-value.ts';
import { followChanges } from './follow-changes.ts';
import { byId, followTheme, showAnnotations, showNavigation, summaryText } from './page-frame.ts';
import { formatState, type PageState, parseState } from './page-state.ts';
import { createPanelSection, type PanelSection } from './panel-section.ts';
import { readMarks } from './read-marks.ts';
import { createRowSection, type RowSection } from './row-section.ts';
import { type Choices, chosenValues, readChoices, variablePickers } from './variable-pickers.ts';
import type { View } from './view.ts';
import { addDays, zoneDay, zoneInstant } from './zone-day.ts';

/** What is on the page now. */
interface Shown {
  readonly dashboard: ClassicDashboard;
  readonly choices: readonly Choices[];
  readonly rows: readonly RowSection[];
}

/** What the open panels show: a row that is unfolded joins them, and nothing is asked twice. */
interface Drawn {
  /** The address without rows, and the annotations. */
  readonly key: string;
  readonly view: View;
  readonly sections: Map<PanelSection, Promise<void>>;
}

let summary: Summary;
let dashboards: readonly ClassicDashboard[] = [];
let shown: Shown | null = null;
let drawn: Drawn | null = null;
/** The panel that was brought into view last. */
let viewed: number | null = null;
const annotationsOff = new Set<string>();
/** Counts what was asked: an answer that comes after a newer question is not drawn. */
let asked = 0;

const state = (): PageState => parseState(location.hash);
const go = (changes: Partial<PageState>): void => {
  const now = state();
  location.hash = formatState({
    ...now,
    uid: now.page === 'd' ? (shown?.dashboard.uid ?? now.uid) : now.uid,
    ...changes,
  });
};
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A dashboard that picks nothing of the market is about the pipeline, whose runs are of today. */
const firstPreset = (dashboard: ClassicDashboard): Preset =>
  dashboard.templating.list.some(({ type }) => type === 'query') ? '31' : 'all';

function rangeOf({ fromMs, toMs, zone }: PageState, dashboard: ClassicDashboard): Range {
  const own = embedded?.ranges[dashboard.uid];
  if (own !== undefined) return own;
  return fromMs !== null && toMs !== null
    ? { fromMs, toMs }
    : presetRange(firstPreset(dashboard), summary, zone ?? newYork, Date.now());
}

async function show(): Promise<void> {
  const question = (asked += 1);
  const now = state();
  const dashboard = dashboards.find(({ uid }) => uid === now.uid) ?? dashboards[0];
  if (dashboard === undefined) throw new Error('There is no dashboard.');
  const zone = now.zone ?? newYork;
  byId('summary', HTMLElement).textContent = summaryText(summary, zone);
  showNavigation(dashboards, { ...now, uid: now.page === 'd' ? dashboard.uid : '' });
  byId('zone', HTMLSelectElement).value = zone;
  const isDashboard = now.page === 'd';
  for (const id of ['controls', 'annotations']) byId(id, HTMLElement).hidden = !isDashboard;
  const title = isDashboard ? dashboard.title : `${now.page[0]?.toUpperCase()}${now.page.slice(1)}`;
  document.title = byId('title', HTMLElement).textContent = title;
  if (!isDashboard) {
    shown = drawn = null;
    await showPage(now.page as 'runs' | 'coverage' | 'quality', now, zone, question);
  } else {
    if (shown?.dashboard !== dashboard) {
      const choices = await readChoices(dashboard, (name) => api.variable(dashboard.uid, name));
      if (question !== asked) return;
      shown = layOut(dashboard, choices);
    }
    await drawAll(shown, now, question);
    if (question === asked) bringIntoView(shown, now);
  }
  if (question === asked) document.body.dataset['drawn'] = String(asked);
}

async function showPage(
  what: 'runs' | 'coverage' | 'quality',
  { variables }: PageState,
  zone: string,
  question: number,
): Promise<void> {
  const health = dashboards.find(({ uid }) => uid === 'tickerlake-pipeline-health');
  const page = await aboutPage(what, {
    zone,
    health,
    runId: variables['run']?.[0],
    choose: (run) => go({ variables: { ...state().variables, run: [run] } }),
  });
  if (question !== asked) return;
  const focused = document.activeElement?.id ?? '';
  byId('panels', HTMLElement).replaceChildren(...page.elements);
  page.draw();
  document.getElementById(focused)?.focus();
}

function layOut(dashboard: ClassicDashboard, choices: readonly Choices[]): Shown {
  const faults = notPreviewed(dashboard);
  const faultsOf = (id: number | undefined): string[] =>
    faults.filter(({ panelId }) => panelId === id).map(({ what }) => what);
  const rows = rowsOf(dashboard).map((one) => {
    const panels = [...one.panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
    return createRowSection(
      one,
      panels.map((panel) => createPanelSection(panel, faultsOf(panel.id))),
      faultsOf(one.row?.id),
      state,
      go,
    );
  });
  byId('description', HTMLElement).textContent = [
    dashboard.description,
    ...faults.filter(({ panelId }) => panelId === null).map(({ what }) => `Not previewed: ${what}.`),
  ].join(' ');
  byId('panels', HTMLElement).replaceChildren(...rows.map(({ element }) => element));
  drawn = viewed = null;
  return { dashboard, choices, rows };
}

async function drawAll({ dashboard, choices, rows }: Shown, now: PageState, question: number): Promise<void> {
  const zone = now.zone ?? newYork;
  const chosen = chosenValues(choices, now.variables);
  for (const row of rows) row.unfold(row.isOpen(now));
  const open = rows
    .filter((row) => row.isOpen(now))
    .flatMap(({ sections }) => sections)
    .filter(({ panel }) => panel.targets.length > 0);
  const key = JSON.stringify([formatState({ ...now, rows: {}, viewPanel: null }), ...annotationsOff]);
  for (const section of open) if (drawn?.key !== key || !drawn.sections.has(section)) section.wait();
  if (drawn?.key !== key) {
    const range = rangeOf(now, dashboard);
    showControls(choices, chosen, range, zone, dashboard);
    const marks = await readMarks(dashboard, range, annotationsOff).catch((error: unknown) => ({
      shaded: [],
      marks: [],
      failure: textOf(error),
    }));
    if (question !== asked) return;
    showAnnotations(dashboard, marks.marks, annotationsOff, zone, () => void show());
    drawn = {
      key,
      view: { ...range, zone, marks: marks.marks, shaded: marks.shaded, zoom: (fromMs, toMs) => go({ fromMs, toMs }) },
      sections: new Map(),
    };
  }
  const own = drawn;
  const nothing = choices.find(
    ({ variable, values }) => variable.type === 'query' && values.length > 0 && chosen[variable.name]?.length === 0,
  );
  await Promise.all(
    open.map((section) => {
      const drawing =
        own.sections.get(section) ?? drawOne(own, section, () => ask(dashboard, section, own.view, chosen, nothing));
      own.sections.set(section, drawing);
      return drawing;
    }),
  );
}

async function drawOne(own: Drawn, section: PanelSection, asks: () => Promise<() => void>): Promise<void> {
  const draw = await asks().catch((error: unknown) => () => section.say(textOf(error), true));
  if (drawn !== own) return;
  try {
    draw();
  } catch (error) {
    section.say(textOf(error), true);
  }
}

/** The panel that the address names: once, so that the page does not jump at every change. */
function bringIntoView({ rows }: Shown, { viewPanel }: PageState): void {
  if (viewPanel !== viewed)
    rows
      .flatMap(({ sections }) => sections)
      .find(({ panel }) => panel.id === viewPanel)
      ?.bringIntoView();
  viewed = viewPanel;
}

async function ask(
  dashboard: ClassicDashboard,
  section: PanelSection,
  view: View,
  chosen: Readonly<Record<string, readonly string[]>>,
  nothing: Choices | undefined,
): Promise<() => void> {
  if (nothing !== undefined)
    return () => section.say(`Choose a ${nothing.variable.label.toLowerCase().replace(/s$/, '')}.`);
  const data = await api.panel(dashboard.uid, section.panel.id, view, chosen);
  return () => section.show(data, view);
}

function showControls(
  choices: readonly Choices[],
  chosen: Readonly<Record<string, readonly string[]>>,
  { fromMs, toMs }: Range,
  zone: string,
  dashboard: ClassicDashboard,
): void {
  byId('from', HTMLInputElement).value = zoneDay(fromMs, zone);
  byId('to', HTMLInputElement).value = zoneDay(toMs - 1, zone);
  const preset = (['1', '7', '31', 'all'] as const).find((one) => {
    const range = presetRange(one, summary, zone, Date.now());
    return range.fromMs === fromMs && (one === 'all' ? Math.abs(range.toMs - toMs) < 3_600_000 : range.toMs === toMs);
  });
  byId('preset', HTMLSelectElement).value = state().fromMs === null ? firstPreset(dashboard) : (preset ?? '');
  const variables = byId('variables', HTMLElement);
  const key = JSON.stringify([dashboard.uid, chosen]);
  if (variables.dataset['key'] === key) return; // the focus stays where it is
  const focused =
    document.activeElement instanceof HTMLInputElement && variables.contains(document.activeElement)
      ? document.activeElement.value
      : null;
  variables.dataset['key'] = key;
  variables.replaceChildren(
    ...variablePickers(choices, chosen, (name, values) => go({ variables: { ...state().variables, [name]: values } })),
  );
  if (embedded !== null)
    for (const field of variables.querySelectorAll<HTMLInputElement>('input, select, button')) field.disabled = true; // and one choice
  if (focused !== null) [...variables.querySelectorAll('input')].find(({ value }) => value === focused)?.focus();
}

function listen(): void {
  const fields = (): void => {
    const zone = state().zone ?? newYork;
    try {
      const [fromMs, toMs] = [
        zoneInstant(byId('from', HTMLInputElement).value, zone),
        zoneInstant(addDays(byId('to', HTMLInputElement).value, 1), zone),
      ];
      if (fromMs < toMs) go({ fromMs, toMs });
    } catch {
      // A half-typed date is no range yet.
    }
  };
  byId('from', HTMLInputElement).addEventListener('change', fields);
  byId('to', HTMLInputElement).addEventListener('change', fields);
  byId('preset', HTMLSelectElement).addEventListener('change', (event) => {
    const { value } = event.target as HTMLSelectElement;
    if (value !== '') go(presetRange(value as Preset, summary, state().zone ?? newYork, Date.now()));
  });
  byId('zone', HTMLSelectElement).addEventListener('change', (event) =>
    go({ zone: (event.target as HTMLSelectElement).value }),
  );
  const widen = (by: number) => (): void => {
    if (shown === null) return;
    const { fromMs, toMs } = rangeOf(state(), shown.dashboard);
    const change = ((toMs - fromMs) * (by - 1)) / 2;
    go({ fromMs: Math.max(0, fromMs - change), toMs: toMs + change });
  };
  byId('zoom-out', HTMLButtonElement).addEventListener('click', widen(2));
  byId('zoom-in', HTMLButtonElement).addEventListener('click', widen(0.5));
  byId('controls', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
  if (embedded !== null)
    for (const field of byId('controls', HTMLFormElement).querySelectorAll<HTMLInputElement>(
      '#range input, #range select, #range button',
    ))
      field.disabled = true; // it holds one range
}

const showOrSay = (): void =>
  void show().catch((error: unknown) => {
    byId('summary', HTMLElement).className = 'error';
    byId('summary', HTMLElement).textContent = textOf(error);
  });

async function open(): Promise<void> {
  [summary, dashboards] = await Promise.all([api.summary(), api.dashboards()]);
  listen();
  followTheme(() => {
    drawn = null; // the ink of every chart is another one
    showOrSay();
  });
  addEventListener('hashchange', showOrSay);
  if (embedded === null)
    followChanges(async () => {
      summary = await api.summary();
      shown = null;
      showOrSay();
    });
  await show();
}

open().catch((error: unknown) => {
  byId('summary', HTMLElement).className = 'error';
  byId('summary', HTMLElement).textContent = textOf(error);
});
