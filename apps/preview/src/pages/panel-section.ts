import type { ClassicPanel } from '@tickerlake/dashboards';
import { saveChart } from '../charts/save-chart.ts';
import { download } from '../controls/download.ts';
import { infoButton } from '../controls/info-button.ts';
import { openDialog } from '../controls/open-dialog.ts';
import { skeleton, text as textElement } from '../controls/page-elements.ts';
import type { PanelData } from '@tickerlake/preview-api';
import { textOf } from '../state/error-text.ts';
import { linkToPanel, toCsv } from '../state/take-away.ts';
import { drawPanel } from '../charts/draw-panel.ts';
import { drawText } from '../charts/draw-text.ts';
import { inspect, type Inspected, toInspected } from './inspect.ts';
import { neutralTitle, resolvePanel } from '../state/resolve-panel.ts';
import type { ChartChoice, View } from '../state/view.ts';

/** A panel's place on the page. */
export interface PanelSection {
  readonly panel: ClassicPanel;
  readonly element: HTMLElement;
  /** Replaces the content with rows; `again` reads all of them again, for a file. */
  show(data: PanelData, view: View, again: () => Promise<PanelData>): void;
  /** Shows a sentence instead: why there is nothing to draw. */
  say(text: string, isError?: boolean): void;
  /** Dims the current content while newer rows are loading. */
  wait(): void;
  /** Scrolls to it, and puts the focus on its heading. */
  bringIntoView(): void;
}

/** What the actions of a panel work on. */
interface Shown {
  readonly data: Inspected;
  readonly view: View;
  readonly again: () => Promise<PanelData>;
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
  element.style.gridColumn = `span ${panel.repeat === undefined ? panel.gridPos.w : 24}`;
  element.dataset['panel'] = String(panel.id);
  element.dataset['type'] = panel.type;
  const heading = Object.assign(document.createElement('h2'), { id: `panel-${panel.id}` });
  element.setAttribute('aria-labelledby', heading.id);
  const bar = Object.assign(document.createElement('div'), { className: 'bar-of-panel' });
  const info = infoButton(panel.description, `about-${panel.id}`);
  const actions = Object.assign(document.createElement('div'), { className: 'actions', hidden: true });
  let shown: Shown | null = null;
  const action = (text: string, label: string, act: (now: Shown) => void): HTMLButtonElement => {
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'quiet',
      textContent: text,
    });
    button.dataset['label'] = label;
    button.addEventListener('click', () => shown !== null && act(shown));
    return button;
  };
  const isOfLines = panel.type === 'timeseries' && panel.fieldConfig.defaults.custom?.['drawStyle'] !== 'bars';
  const toggle = (text: string, label: string, what: keyof ChartChoice): HTMLButtonElement => {
    const button = action(text, `${label}:`, ({ view }) =>
      view.choose(
        what === 'scale'
          ? { scale: view.scale === 'log' ? 'linear' : 'log' }
          : { layout: view.layout === 'multiples' ? 'together' : 'multiples' },
      ),
    );
    button.dataset['toggle'] = what;
    return button;
  };
  const failed = (error: unknown): void => void openDialog('This did not work', [textElement('p', textOf(error))]);
  actions.append(
    action('SQL', 'Inspect the SQL of', ({ data, view }) => inspect(heading.textContent, data, view)),
    action('CSV', 'Download as CSV:', ({ again }) => {
      again()
        .then((data) => download(`${heading.textContent}.csv`, new Blob([toCsv(data)], { type: 'text/csv' })))
        .catch(failed);
    }),
    ...(isOfLines
      ? [toggle('Log', 'Log scale', 'scale'), toggle('Split', 'Split into a chart for each line', 'layout')]
      : []),
    ...(panel.type === 'timeseries'
      ? [action('PNG', 'Download as PNG:', () => void saveChart(element, heading.textContent).catch(failed))]
      : []),
    action('Link', 'Copy the link of', () => {
      navigator.clipboard.writeText(linkToPanel(location.href, panel.id)).catch(failed);
    }),
  );
  const title = (text: string): void => {
    heading.textContent = text;
    for (const button of actions.querySelectorAll('button'))
      button.setAttribute('aria-label', `${button.dataset['label']} ${text}`);
  };
  title(neutralTitle(panel.title));
  bar.append(heading, ...info, actions);
  let body = skeleton(panel.type === 'stat' ? 'small' : 'large');
  element.append(
    bar,
    ...notPreviewed.map((what) =>
      Object.assign(document.createElement('p'), { className: 'not-previewed', textContent: `not previewed: ${what}` }),
    ),
    body,
  );
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
    show(data, view, again) {
      shown = { data: toInspected(data), view, again };
      actions.hidden = false;
      const resolved = resolvePanel(panel, view.measure);
      title(resolved.title);
      for (const button of actions.querySelectorAll<HTMLElement>('[data-toggle]'))
        button.setAttribute(
          'aria-pressed',
          String(button.dataset['toggle'] === 'scale' ? view.scale === 'log' : view.layout === 'multiples'),
        );
      drawPanel(resolved, data, renew('body'), view);
    },
    say(text, isError = false) {
      actions.hidden = true;
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
