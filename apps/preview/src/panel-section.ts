import type { ClassicPanel } from '@tickerlake/dashboards';
import type { PanelData } from './api.ts';
import { drawPanel } from './draw-panel.ts';

/** A panel's place on the page. */
export interface PanelSection {
  readonly panel: ClassicPanel;
  readonly element: HTMLElement;
  /** Shows rows instead of what was there. */
  show(data: PanelData): void;
  /** Shows a sentence instead: why there is nothing to draw. */
  say(text: string, isError?: boolean): void;
  /** Dims what is there while newer rows are on their way. */
  wait(): void;
}

/**
 * The section of a panel: heading, description, and a body that is empty until rows come.
 *
 * @example
 * const section = createPanelSection(panel);
 * main.append(section.element);
 */
export function createPanelSection(panel: ClassicPanel): PanelSection {
  const element = document.createElement('section');
  element.style.gridColumn = `span ${panel.gridPos.w}`;
  element.dataset['panel'] = String(panel.id);
  const heading = Object.assign(document.createElement('h2'), { textContent: panel.title });
  const description = Object.assign(document.createElement('p'), { className: 'description', textContent: panel.description ?? '' });
  let body = Object.assign(document.createElement('div'), { className: 'muted', textContent: 'Loading …' });
  element.append(heading, description, body);
  const renew = (className: string, textContent = ''): HTMLElement => {
    const fresh = Object.assign(document.createElement('div'), { className, textContent });
    body.replaceWith(fresh);
    body = fresh;
    element.removeAttribute('aria-busy');
    return fresh;
  };
  return {
    panel,
    element,
    show: (data) => drawPanel(panel, data, renew('')),
    say: (text, isError = false) => void renew(isError ? 'error' : 'muted', text),
    wait: () => element.setAttribute('aria-busy', 'true'),
  };
}
