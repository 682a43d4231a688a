import { type ClassicDashboard, isOverviewPanel, measureUnit, notPreviewed, rowsOf } from '@tickerlake/dashboards';
import { annotationBoxes } from '../controls/annotation-boxes.ts';
import { skeleton, text } from '../controls/page-elements.ts';
import { type Choices, chosenValues, readChoices } from '../state/chosen-values.ts';
import type { Chosen, Range } from '@tickerlake/preview-api';
import type { Api } from '../state/api.ts';
import { choiceProblems } from '../state/choice-problems.ts';
import { textOf } from '../state/error-text.ts';
import type { CompareHour } from '../state/overview/hours.ts';
import { formatState, type PageState } from '../state/page-state.ts';
import { clockTime, tradingTime } from '../state/time/trading-time.ts';
import type { Measure } from '../state/resolve-panel.ts';
import type { View } from '../state/view.ts';
import { createPanelSection, type PanelSection } from './panel-section.ts';
import { isHourly, readOverview } from './read-overview.ts';
import { readMarks } from './read-marks.ts';
import { readSessions } from './read-sessions.ts';
import { createRowSection } from './row-section.ts';

/** Where a dashboard is shown, and what it reads and changes. */
export interface DashboardPlace {
  readonly api: Api;
  readonly panels: HTMLElement;
  readonly description: HTMLElement;
  readonly annotations: HTMLElement;
  /** Where the first screen of the hourly dashboard is. */
  readonly overview: HTMLElement;
  /** The end of the newest hour that is published, in ms since 1970. */
  newestMs(): number;
  state(): PageState;
  go(changes: Partial<PageState>): void;
  /** Narrows the range; `undoZoom` goes back. */
  zoom(fromMs: number, toMs: number): void;
  undoZoom(): void;
  /** Says what of the address this dashboard does not know. */
  explain(problems: readonly string[]): void;
}

/** What a dashboard shows now. */
export interface Wanted {
  readonly state: PageState;
  readonly zone: string;
  readonly range: Range;
  /** Whether this is still what the reader wants: an answer that comes too late is not drawn. */
  isCurrent(): boolean;
  showControls(choices: readonly Choices[], chosen: Chosen): void;
}

/** A dashboard on the page. */
export interface DashboardPage {
  readonly dashboard: ClassicDashboard;
  draw(wanted: Wanted): Promise<void>;
  /** Forgets what is drawn: the colours of the page have changed. */
  forget(): void;
}

/** What the open panels show: a row that is unfolded joins them, and nothing is read twice. */
interface Drawn {
  /** The address without rows. */
  readonly key: string;
  readonly view: View;
  readonly sections: Map<PanelSection, Promise<void>>;
  /** Ends when the first screen is drawn. */
  readonly overview: Promise<void>;
}

/**
 * Lays out a dashboard: a section per panel, filled as their rows arrive.
 *
 * @example
 * const page = await createDashboardPage(dashboard, place);
 * await page.draw(wanted);
 */
export async function createDashboardPage(dashboard: ClassicDashboard, place: DashboardPlace): Promise<DashboardPage> {
  const { api } = place;
  const choices = await readChoices(dashboard, (name) => api.variable(dashboard.uid, name));
  const faults = notPreviewed(dashboard);
  const faultsOf = (id: number | undefined): string[] =>
    faults.filter(({ panelId }) => panelId === id).map(({ what }) => what);
  const rows = rowsOf(dashboard).map((one) => {
    const panels = one.panels
      .filter(({ id }) => !isOverviewPanel(dashboard.uid, id))
      .sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
    const sections = panels.map((panel) => createPanelSection(panel, faultsOf(panel.id)));
    return createRowSection(one, sections, faultsOf(one.row?.id), place.state, place.go);
  });
  const description = [
    dashboard.description,
    ...faults.filter(({ panelId }) => panelId === null).map(({ what }) => `Not previewed: ${what}.`),
  ].join(' ');
  let drawn: Drawn | null = null;
  /** The panel that was brought into view last: once, so that the page does not jump at every change. */
  let viewed: number | null = null;
  let isPlaced = false;

  const renew = async (key: string, wanted: Wanted, chosen: Chosen): Promise<Drawn | null> => {
    const { range, zone } = wanted;
    wanted.showControls(choices, chosen);
    // Its room is kept, so that the panels below do not move when it comes.
    if (isHourly(dashboard) && place.overview.childElementCount === 0) place.overview.append(skeleton('screen'));
    const sessions = await readSessions(api, dashboard, range).catch(() => []);
    const { shaded, marks } = await readMarks(api, dashboard, range, wanted.state.hidden).catch(() => ({
      shaded: [],
      marks: [],
    }));
    if (!wanted.isCurrent()) return null;
    place.annotations.replaceChildren(
      ...annotationBoxes(dashboard, marks, wanted.state.hidden, zone, (hidden) => place.go({ hidden })),
    );
    const view = {
      ...range,
      zone,
      axis: wanted.state.axis === 'trading' && sessions.length > 0 ? tradingTime(sessions) : clockTime,
      measure: measureOf(choices, chosen),
      marks,
      shaded,
      scale: wanted.state.scale,
      layout: wanted.state.layout,
      zoom: place.zoom,
      undoZoom: place.undoZoom,
      compare: (ticker: string, timeMs: number) => compare(ticker, timeMs),
      openHour:
        isHourly(dashboard) && api.embedded === null
          ? (ticker: string, startMs: number) => place.go({ hour: { ticker, startMs } })
          : null,
      choose: place.go,
    };
    let compare: CompareHour = () => null;
    const overview = readOverview(api, dashboard, view, chosen, place).then(
      (read) => {
        ({ compare } = read);
        return read.elements;
      },
      (error: unknown) => [text('p', textOf(error), 'error')],
    );
    const shown = overview.then((elements) => {
      if (wanted.isCurrent()) place.overview.replaceChildren(...elements);
    });
    return { key, view, sections: new Map(), overview: shown };
  };
  const fill = async (own: Drawn, section: PanelSection, chosen: Chosen): Promise<void> => {
    const draw = await read(own.view, section, chosen).catch(
      (error: unknown) => () => section.say(textOf(error), true),
    );
    if (drawn !== own) return;
    try {
      draw();
    } catch (error) {
      section.say(textOf(error), true);
    }
  };
  const read = async (view: View, section: PanelSection, chosen: Chosen): Promise<() => void> => {
    const missing = choices.find(
      ({ variable, values }) => variable.type === 'query' && values.length > 0 && chosen[variable.name]?.length === 0,
    );
    if (missing !== undefined)
      return () => section.say(`Choose a ${missing.variable.label.toLowerCase().replace(/s$/, '')}.`);
    const data = await api.panel(dashboard.uid, section.panel.id, view, chosen);
    return () => section.show(data, view, () => api.panel(dashboard.uid, section.panel.id, view, chosen));
  };

  return {
    dashboard,
    forget: () => (drawn = null),
    async draw(wanted) {
      if (!isPlaced) {
        place.description.textContent = description;
        place.panels.replaceChildren(...rows.map(({ element }) => element));
        isPlaced = true;
      }
      const { state } = wanted;
      const chosen = chosenValues(choices, state.variables);
      place.explain(choiceProblems(dashboard, choices, state));
      for (const row of rows) row.unfold(row.isOpen(state));
      const open = rows
        .filter((row) => row.isOpen(state))
        .flatMap(({ sections }) => sections)
        .filter(({ panel }) => panel.targets.length > 0);
      const key = formatState({ ...state, rows: {}, viewPanel: null, hour: null });
      for (const section of open) if (drawn?.key !== key || !drawn.sections.has(section)) section.wait();
      if (drawn?.key !== key) {
        const renewed = await renew(key, wanted, chosen);
        if (renewed === null) return;
        drawn = renewed;
      }
      const own = drawn;
      await Promise.all([
        own.overview,
        ...open.map((section) => {
          const filling = own.sections.get(section) ?? fill(own, section, chosen);
          own.sections.set(section, filling);
          return filling;
        }),
      ]);
      if (!wanted.isCurrent()) return;
      if (state.viewPanel !== viewed)
        rows
          .flatMap(({ sections }) => sections)
          .find(({ panel }) => panel.id === state.viewPanel)
          ?.bringIntoView();
      viewed = state.viewPanel;
    },
  };
}

function measureOf(choices: readonly Choices[], chosen: Chosen): Measure | null {
  const variable = choices.find((choice) => ['measure', 'estimator'].includes(choice.variable.name))?.variable;
  const [value] = chosen[variable?.name ?? ''] ?? [];
  if (variable?.type !== 'custom' || value === undefined) return null;
  const text = variable.options.find((option) => option.value === value)?.text ?? value;
  return { text, unit: measureUnit };
}
