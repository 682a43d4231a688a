import type { Badge } from '../state/badges/badges.ts';

/**
 * A badge of the header.
 *
 * @example
 * place.replaceChildren(...badges(summary, zone).map(badgeElement));
 */
export const badgeElement = ({ text, title, kind }: Badge): HTMLElement =>
  Object.assign(document.createElement('span'), { textContent: text, title, className: `badge ${kind}` });
