import type { ClassicPanel } from '@tickerlake/dashboards';
import type { PanelData } from '../state/api.ts';
import { drawPanel } from '../charts/draw-panel.ts';
import { drawText } from '../charts/draw-text.ts';
import { inspect, type Inspected, toInspected } from './inspect.ts';
import { resolvePanel } from '../state/resolve-panel.ts';
import type { View } from '../state/view.ts';

/** A panel's place on the page. */
export interface PanelSection {
  readonly panel: ClassicPanel;
  readonly element: HTMLElement;
  /** Shows rows instead of what was there. */
  show(data: PanelData, view: View): void;
  /** Shows a sentence instead: why there is nothing to draw. */
  say(text: string, isError?: boolean): void;
  /** Dims what is there while newer rows are on their way. */
  wait(): void;
  /** Scrolls to it, and puts the focus on its heading. */
  bringIntoView(): void;
}

/**
 * The section of a panel: heading, description, what is not previewed of it, and a body that is empty until rows come.
 *
 * @example
 * const section = createPanelSection(panel, []);
 * main.append(section.element);
 */
export function createPanelSection(panel: ClassicPanel, notPreviewed: readonly string[]): PanelSection {
  const element = document.createElement('section');
  element.style.gridColumn = `span ${panel.gridPos.w}`;
  element.dataset['panel'] = String(panel.id);
  const heading = Object.assign(document.createElement('h2'), { id: `panel-${panel.id}` });
  element.setAttribute('aria-labelledby', heading.id);
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: 'Inspect',
    className: 'quiet',
  });
  const title = (text: string): void => {
    heading.textContent = text;
    button.setAttribute('aria-label', `Inspect ${text}`);
  };
  title(panel.title.replaceAll('${measure:text}', 'Measure'));
  button.hidden = true;
  const bar = Object.assign(document.createElement('div'), { className: 'bar-of-panel' });
  bar.append(heading, button);
  const description = Object.assign(document.createElement('p'), {
    className: 'description',
    textContent: panel.description ?? '',
  });
  let body = Object.assign(document.createElement('div'), { className: 'muted', textContent: 'Loading …' });
  element.append(
    bar,
    description,
    ...notPreviewed.map((what) =>
      Object.assign(document.createElement('p'), { className: 'not-previewed', textContent: `not previewed: ${what}` }),
    ),
    body,
  );
  let shown: { data: Inspected; view: View } | null = null;
  button.addEventListener('click', () => shown !== null && inspect(heading.textContent, shown.data, shown.view));
  const renew = (className: string, textContent = ''): HTMLElement => {
    const fresh = Object.assign(document.createElement('div'), { className, textContent });
    body.replaceWith(fresh);
    body = fresh;
    element.removeAttribute('aria-busy');
    return fresh;
  };
  if (panel.type === 'text') drawText(String(panel.options['content'] ?? ''), renew('text'));
  return {
    panel,
    element,
    show(data, view) {
      shown = { data: toInspected(data), view };
      button.hidden = false;
      const resolved = resolvePanel(panel, view.measure);
      title(resolved.title);
      drawPanel(resolved, data, renew('body'), view);
    },
    say(text, isError = false) {
      button.hidden = true;
      renew(isError ? 'error' : 'muted', text);
    },
    wait: () => element.setAttribute('aria-busy', 'true'),
    bringIntoView() {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      element.scrollIntoView();
    },
  };
}
