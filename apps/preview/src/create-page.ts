import type { ClassicDashboard } from '@tickerlake/dashboards';
import { byId } from './controls/by-id.ts';
import { badgeElement } from './controls/badge-element.ts';
import { navigationLinks } from './controls/navigation.ts';
import { listenToRange, showRange } from './controls/range-fields.ts';
import { createNotice } from './controls/notice.ts';
import { listenToPalette } from './controls/palette.ts';
import { createZoomHistory } from './controls/zoom-history.ts';
import { listenToSheet } from './controls/filter-sheet.ts';
import { followTheme } from './controls/theme.ts';
import { variablePickers } from './controls/variable-pickers.ts';
import { aboutPage } from './pages/operations/about-page.ts';
import { createHourPlace } from './pages/hour-place.ts';
import { createDashboardPage, type DashboardPage, type DashboardPlace } from './pages/dashboard-page.ts';
import { type Chosen, firstPreset, presetRange, type Range, type Summary } from '@tickerlake/preview-api';
import type { Api } from './state/api.ts';
import { addressProblems } from './state/choice-problems.ts';
import { paletteEntries } from './state/palette/palette-entries.ts';
import { badges } from './state/badges/badges.ts';
import type { Choices } from './state/chosen-values.ts';
import { textOf } from './state/error-text.ts';
import { followChanges } from './state/follow-changes.ts';
import { newYork } from './state/format-value.ts';
import { formatState, type PageState, readAddress } from './state/page-state.ts';
import { scansBadge } from './state/badges/scans-badge.ts';
import { summaryText } from './state/summary-text.ts';

/**
 * Opens the page: reads the release and the dashboards, then follows the address and new releases.
 *
 * All of the page's state is in here and in the address; `data-drawn` of the body counts how often the page was drawn.
 *
 * @example
 * createPage(createApi(document), document);
 */
export function createPage(api: Api, document: Document): void {
  const element = (id: string): HTMLElement => byId(document, id, HTMLElement);
  let summary: Summary;
  let dashboards: readonly ClassicDashboard[] = [];
  let shown: DashboardPage | null = null;
  /** Counts what the reader wanted: an answer that comes after a newer wish is not drawn. */
  let wishes = 0;

  const state = (): PageState => readAddress(location.hash).state;
  const zoneOf = ({ zone }: PageState): string => zone ?? newYork;
  const go = (changes: Partial<PageState>): void => {
    const now = state();
    location.hash = formatState({
      ...now,
      uid: now.page === 'd' ? (shown?.dashboard.uid ?? now.uid) : now.uid,
      ...changes,
    });
  };
  const zooms = createZoomHistory(byId(document, 'undo', HTMLButtonElement), state, go);
  const notice = createNotice(element('notice'));
  const showHour = createHourPlace(api, go);
  const rangeOf = (now: PageState, dashboard: ClassicDashboard): Range => {
    const own = api.embedded?.ranges[dashboard.uid];
    if (own !== undefined) return own;
    const { fromMs, toMs } = now;
    return fromMs !== null && toMs !== null
      ? { fromMs, toMs }
      : presetRange(firstPreset(dashboard), summary, zoneOf(now), Date.now());
  };
  const place: DashboardPlace = {
    api,
    panels: element('panels'),
    description: element('description'),
    annotations: element('annotations'),
    overview: element('overview'),
    newestMs: () => (summary.newestBar === null ? Date.now() : Date.parse(summary.newestBar) + 3_600_000),
    state,
    go,
    zoom: (fromMs, toMs) => zooms.zoom({ fromMs, toMs }),
    undoZoom: () => zooms.undo(),
    explain: (problems) => notice([...addressProblems(location.hash, dashboards), ...problems]),
  };

  const show = async (): Promise<void> => {
    const wish = (wishes += 1);
    const isCurrent = (): boolean => wish === wishes;
    const now = state();
    const zone = zoneOf(now);
    const dashboard = dashboards.find(({ uid }) => uid === now.uid) ?? dashboards[0];
    if (dashboard === undefined) throw new Error('There is no dashboard.');
    const isDashboard = now.page === 'd';
    element('summary').className = '';
    element('summary').textContent = summaryText(summary, zone, api.embedded);
    element('badges').replaceChildren(...badges(summary, zone).map(badgeElement));
    element('navigation').replaceChildren(
      ...navigationLinks(dashboards, { ...now, uid: isDashboard ? dashboard.uid : '' }),
    );
    byId(document, 'zone', HTMLSelectElement).value = zone;
    byId(document, 'axis', HTMLSelectElement).value = now.axis;
    for (const id of ['controls', 'filter', 'annotations', 'dates', 'overview']) element(id).hidden = !isDashboard;
    if (!isDashboard) {
      element('description').textContent = '';
      element('overview').replaceChildren();
    }
    zooms.follow();
    notice(addressProblems(location.hash, dashboards));
    showHour(now.hour, zone);
    const title = isDashboard ? dashboard.title : `${now.page[0]?.toUpperCase()}${now.page.slice(1)}`;
    document.title = element('title').textContent = title;
    if (now.page !== 'd') {
      shown = null;
      await showAbout(now.page, now, isCurrent);
    } else await showDashboard(dashboard, now, isCurrent);
    if (isCurrent()) document.body.dataset['drawn'] = String(wish);
  };

  const showDashboard = async (
    dashboard: ClassicDashboard,
    now: PageState,
    isCurrent: () => boolean,
  ): Promise<void> => {
    if (shown?.dashboard !== dashboard) {
      const created = await createDashboardPage(dashboard, place);
      if (!isCurrent()) return;
      shown = created;
    }
    const range = rangeOf(now, dashboard);
    await shown.draw({
      state: now,
      zone: zoneOf(now),
      range,
      isCurrent,
      showControls(choices, chosen) {
        const own = now.fromMs === null ? firstPreset(dashboard) : null;
        showRange(document, range, zoneOf(now), summary, Date.now(), own);
        showVariables(dashboard, choices, chosen);
      },
    });
  };

  const showAbout = async (
    what: Exclude<PageState['page'], 'd'>,
    now: PageState,
    isCurrent: () => boolean,
  ): Promise<void> => {
    const page = await aboutPage(what, {
      api,
      zone: zoneOf(now),
      health: dashboards.find(({ uid }) => uid === 'tickerlake-pipeline-health'),
      runId: now.variables['run']?.[0],
      choose: (run) => go({ variables: { ...state().variables, run: [run] } }),
    });
    if (!isCurrent()) return;
    const focused = document.activeElement?.id ?? '';
    element('panels').replaceChildren(...page.elements);
    page.draw();
    document.getElementById(focused)?.focus();
  };

  const showVariables = (dashboard: ClassicDashboard, choices: readonly Choices[], chosen: Chosen): void => {
    const variables = element('variables');
    const key = JSON.stringify([dashboard.uid, chosen]);
    if (variables.dataset['key'] === key) return; // keeps the focus
    const active = document.activeElement;
    const focused = active instanceof HTMLInputElement && variables.contains(active) ? active.value : null;
    variables.dataset['key'] = key;
    variables.replaceChildren(
      ...variablePickers(choices, chosen, (name, values) =>
        go({ variables: { ...state().variables, [name]: values } }),
      ),
    );
    if (api.embedded !== null)
      for (const field of variables.querySelectorAll<HTMLInputElement>('input, select, button')) field.disabled = true;
    if (focused !== null) [...variables.querySelectorAll('input')].find(({ value }) => value === focused)?.focus();
  };

  const listen = (): void => {
    listenToRange(document, {
      zone: () => zoneOf(state()),
      summary: () => summary,
      nowMs: () => Date.now(),
      shown: () => (shown === null ? null : rangeOf(state(), shown.dashboard)),
      choose: go,
    });
    const [zone, axis] = ['zone', 'axis'].map((id) => byId(document, id, HTMLSelectElement));
    zone?.addEventListener('change', () => go({ zone: zone.value }));
    axis?.addEventListener('change', () => go({ axis: axis.value === 'clock' ? 'clock' : 'trading' }));
    const controls = byId(document, 'controls', HTMLFormElement);
    controls.addEventListener('submit', (event) => event.preventDefault());
    if (api.embedded !== null)
      // the file has one range
      for (const field of document.querySelectorAll<HTMLInputElement>('#presets button, #dates input, #dates button'))
        field.disabled = true;
    listenToSheet(document);
    element('skip').addEventListener('click', (event) => {
      event.preventDefault(); // the address after # is the state of the page
      element('panels').focus();
    });
    listenToPalette(
      document,
      byId(document, 'search', HTMLButtonElement),
      () => paletteEntries(dashboards, summary.tickers, state()),
      ({ action }) => {
        if (action.kind === 'state') go(action.changes);
        if (action.kind === 'preset')
          go({ page: 'd', ...presetRange(action.preset, summary, zoneOf(state()), Date.now()) });
        if (action.kind === 'theme') theme.choose(action.theme);
      },
    );
    const theme = followTheme(document, () => {
      shown?.forget();
      showOrSay();
    });
    addEventListener('hashchange', showOrSay);
    if (api.embedded === null)
      followChanges({
        changed: () =>
          void api.summary().then((newest) => {
            summary = newest;
            shown = null;
            showOrSay();
          }),
        scanned(scans) {
          element('scans').hidden = false;
          element('scans').replaceChildren(badgeElement(scansBadge(scans)));
        },
      });
  };

  const say = (error: unknown): void => {
    element('summary').className = 'error';
    element('summary').textContent = textOf(error);
  };
  const showOrSay = (): void => void show().catch(say);
  Promise.all([api.summary(), api.dashboards()])
    .then(([first, all]) => {
      summary = first;
      dashboards = all;
      listen();
      return show();
    })
    .catch(say);
}
