/**
 * A section of a page with its heading, over so many of the 24 columns.
 *
 * @example
 * section('Nothing yet', [text('p', 'Nothing is recorded.')]);
 */
export function section(title: string, content: readonly HTMLElement[], columns = 24): HTMLElement {
  const element = document.createElement('section');
  element.style.gridColumn = `span ${columns}`;
  element.append(text('h2', title), ...content);
  return element;
}

/**
 * An element with nothing but text.
 *
 * @example
 * text('p', 'No rows.', 'muted');
 */
export function text(
  tag: 'p' | 'h2' | 'h3' | 'strong' | 'span' | 'div' | 'th' | 'code',
  textContent: string,
  className = '',
): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent, className });
}

/**
 * A table that scrolls within its place, also by keyboard.
 *
 * @example
 * scrolling(table);
 */
export function scrolling(content: HTMLElement): HTMLElement {
  const element = Object.assign(document.createElement('div'), { className: 'scroll', tabIndex: 0 });
  element.append(content);
  return element;
}

/**
 * A grey placeholder for content that is loading; screen readers announce it.
 *
 * @example
 * section.append(skeleton('large'));
 */
export function skeleton(size: 'small' | 'large' | 'screen'): HTMLElement {
  const element = text('div', '', `skeleton ${size}`);
  element.append(text('span', 'Loading ...', 'hidden'));
  return element;
}
