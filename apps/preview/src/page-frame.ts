import type { ClassicDashboard } from '@tickerlake/dashboards';
import { embedded, type Summary } from './api.ts';
import { zoneTime } from './format-value.ts';
import { formatState, type PageState } from './page-state.ts';
import type { Mark } from './view.ts';

/**
 * An element of `index.html`.
 *
 * @throws {Error} when the page has none of that id: a fault of ours.
 * @example
 * byId('from', HTMLInputElement).value;
 */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${id}.`);
  return element;
}

/**
 * The links to every dashboard and page; range and chosen variables go along, as on Grafana.
 *
 * @example
 * showNavigation(dashboards, state);
 */
export function showNavigation(dashboards: readonly Pick<ClassicDashboard, 'uid' | 'title'>[], state: PageState): void {
  const targets = [
    ...dashboards.map(({ uid, title }) => ({ page: 'd' as const, uid, title })),
    ...(['runs', 'coverage', 'quality'] as const).map((page) => ({
      page,
      uid: '',
      title: `${page[0]?.toUpperCase()}${page.slice(1)}`,
    })),
  ];
  byId('navigation', HTMLElement).replaceChildren(
    ...targets.map(({ page, uid, title }) => {
      const isShown = page === state.page && (page !== 'd' || uid === state.uid);
      // The range of the pipeline is not that of the market: it goes along only where somebody chose it. Rows and panels are of one dashboard.
      const link = Object.assign(document.createElement('a'), {
        textContent: title,
        href: formatState({ ...state, page, uid, ...(!isShown && { rows: {}, viewPanel: null }) }),
      });
      if (isShown) link.setAttribute('aria-current', 'page');
      return link;
    }),
  );
}

/**
 * What the header says of the release.
 *
 * @example
 * summaryText(summary, 'America/New_York'); // 'Simulated market: not real prices. Release 3 of ...'
 */
export function summaryText({ source, releaseId, publishedAt, quality, newestBar }: Summary, zone: string): string {
  const market = source === 'simulated' ? 'Simulated market: not real prices' : `Source ${source}`;
  const others = [
    [quality.warned, 'warned'],
    [quality.notEvaluated, 'not evaluated'],
  ] as const;
  const noted = others
    .filter(([count]) => count > 0)
    .map(([count, what]) => `, ${count} ${what}`)
    .join('');
  const checks =
    noted === '' ? `all ${quality.passed} quality rules passed` : `${quality.passed} quality rules passed${noted}`;
  const where = zone === 'America/New_York' ? 'New York' : zone;
  const file =
    embedded === null ? '' : ` This file holds the data of ${zoneTime(Date.parse(embedded.exportedAt), zone)}.`;
  return `${market}. Release ${releaseId} of ${zoneTime(Date.parse(publishedAt), zone)}; ${checks}. Newest hour: ${newestBar === null ? 'none' : zoneTime(Date.parse(newestBar), zone)} ${where}.${file}`;
}

/**
 * The boxes that switch annotations off and on, and the list of the marks that are drawn, for whoever cannot point at them.
 *
 * @example
 * showAnnotations(dashboard, marks, off, zone, redraw);
 */
export function showAnnotations(
  dashboard: ClassicDashboard,
  marks: readonly Mark[],
  off: Set<string>,
  zone: string,
  onChange: () => void,
): void {
  const boxes = dashboard.annotations.list.map(({ name }) => {
    const label = document.createElement('label');
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: !off.has(name) });
    box.addEventListener('change', () => {
      if (box.checked) off.delete(name);
      else off.add(name);
      onChange();
    });
    label.append(box, ` ${name}`);
    return label;
  });
  const list = document.createElement('ul');
  list.append(
    ...marks.map(({ timeMs, text, kind, colour }) => {
      const item = Object.assign(document.createElement('li'), {
        textContent: `${zoneTime(timeMs, zone)} ${kind}: ${text}`,
      });
      item.style.borderLeft = `4px solid ${colour}`;
      return item;
    }),
  );
  const details = document.createElement('details');
  details.append(
    Object.assign(document.createElement('summary'), {
      textContent: `${marks.length} mark${marks.length === 1 ? '' : 's'} in this range`,
    }),
    list,
  );
  byId('annotations', HTMLElement).replaceChildren(...boxes, details);
}

/**
 * Follows the theme of the system, or the one that was chosen, for this browser.
 *
 * @example
 * followTheme(redraw);
 */
export function followTheme(onChange: () => void): void {
  const select = byId('theme', HTMLSelectElement);
  const apply = (): void => {
    document.documentElement.dataset['theme'] = select.value;
    onChange();
  };
  select.addEventListener('change', apply);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  document.documentElement.dataset['theme'] = select.value;
}
