import type { View } from '../state/view.ts';

/**
 * A link of a dashboard, `/d/uid?...` in Grafana, to the same place of this page. Other addresses are shown as text: the page links to no other place.
 *
 * @example
 * pageLink('Only AAPL', '/d/tickerlake-hourly-volatility?var-ticker=AAPL&${__url_time_range}', view, 'AAPL');
 */
export function pageLink(title: string, url: string, view: View, text: string): HTMLElement {
  if (!/^\/d\/[\w-]+/.test(url))
    return Object.assign(document.createElement('span'), { textContent: text, title: `${title}: ${url}` });
  const range = `from=${Math.round(view.fromMs)}&to=${Math.round(view.toMs)}`;
  const link = Object.assign(document.createElement('a'), {
    textContent: text,
    title,
    href: `#${url.replaceAll('${__url_time_range}', range)}`,
  });
  link.setAttribute('aria-label', title);
  return link;
}
