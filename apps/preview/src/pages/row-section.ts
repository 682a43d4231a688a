import type { PanelRow } from '@tickerlake/dashboards';
import type { PageState } from '../state/page-state.ts';
import type { PanelSection } from './panel-section.ts';

/** A row's place on the page. */
export interface RowSection {
  readonly element: HTMLElement;
  readonly sections: readonly PanelSection[];
  /** Whether an address shows its panels: explicitly, by naming one of them, or by the dashboard's default for the row. */
  isOpen(state: Pick<PageState, 'rows' | 'viewPanel'>): boolean;
  /** Shows its panels, or its heading alone. */
  unfold(isOpen: boolean): void;
}

/**
 * A row: a heading that is a button, and its panels; panels before the first row have no heading.
 *
 * @param onFold called with the new rows and panel of the address.
 * @example
 * const { element } = createRowSection(row, sections, [], state, (changes) => go(changes));
 */
export function createRowSection(
  { row }: PanelRow,
  sections: readonly PanelSection[],
  notPreviewed: readonly string[],
  state: () => PageState,
  onFold: (changes: Pick<PageState, 'rows' | 'viewPanel'>) => void,
): RowSection {
  const panels = Object.assign(document.createElement('div'), { className: 'row' });
  panels.append(...sections.map(({ element }) => element));
  if (row === null) return { element: panels, sections, isOpen: () => true, unfold: () => undefined };
  const holds = (id: number | null): boolean => sections.some(({ panel }) => panel.id === id);
  const isOpen: RowSection['isOpen'] = ({ rows, viewPanel }) => holds(viewPanel) || (rows[row.id] ?? !row.collapsed);
  panels.id = `row-${row.id}`;
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: row.title });
  button.setAttribute('aria-controls', panels.id);
  button.addEventListener('click', () => {
    const now = state();
    const { [row.id]: _before, ...others } = now.rows;
    const willOpen = !isOpen(now);
    onFold({
      rows: willOpen === !row.collapsed ? others : { ...others, [row.id]: willOpen },
      viewPanel: holds(now.viewPanel) ? null : now.viewPanel,
    });
  });
  const heading = document.createElement('h2');
  heading.append(
    button,
    Object.assign(document.createElement('span'), {
      textContent: ` ${sections.length} panel${sections.length === 1 ? '' : 's'}`,
    }),
  );
  const element = Object.assign(document.createElement('div'), { className: 'row' });
  element.append(
    heading,
    ...notPreviewed.map((what) =>
      Object.assign(document.createElement('p'), { className: 'not-previewed', textContent: `not previewed: ${what}` }),
    ),
    panels,
  );
  return {
    element,
    sections,
    isOpen,
    unfold(willOpen) {
      panels.hidden = !willOpen;
      button.setAttribute('aria-expanded', String(willOpen));
    },
  };
}
