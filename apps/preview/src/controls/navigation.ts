import type { ClassicDashboard } from '@tickerlake/dashboards';
import { formatState, type PageState } from '../state/page-state.ts';

/**
 * The links to every dashboard and page. They keep the range and the chosen variables, as in Grafana.
 *
 * @example
 * nav.replaceChildren(...navigationLinks(dashboards, state));
 */
export function navigationLinks(
  dashboards: readonly Pick<ClassicDashboard, 'uid' | 'title'>[],
  state: PageState,
): HTMLAnchorElement[] {
  const targets = [
    ...dashboards.map(({ uid, title }) => ({ page: 'd' as const, uid, title })),
    ...(['runs', 'coverage', 'quality'] as const).map((page) => ({
      page,
      uid: '',
      title: `${page[0]?.toUpperCase()}${page.slice(1)}`,
    })),
  ];
  return targets.map(({ page, uid, title }) => {
    const isShown = page === state.page && (page !== 'd' || uid === state.uid);
    // Rows and panels belong to one dashboard; a range is kept only if the reader chose it.
    const link = Object.assign(document.createElement('a'), {
      textContent: title,
      href: formatState({ ...state, page, uid, ...(!isShown && { rows: {}, viewPanel: null }) }),
    });
    if (isShown) link.setAttribute('aria-current', 'page');
    return link;
  });
}
