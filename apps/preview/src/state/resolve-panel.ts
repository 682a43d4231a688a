import type { ClassicPanel, FieldOverride } from '@tickerlake/dashboards';

/** The selected measure, or estimator: its text in the picker, and its Grafana unit. */
export interface Measure {
  readonly text: string;
  readonly unit: string;
}

const placeholder = /\$\{(?:measure|estimator):text\}/g;
const fill = (text: string, { text: measure }: Measure): string => text.replaceAll(placeholder, measure);

/**
 * The title of a panel before its variables are known; a repeated panel is one section for all tickers.
 *
 * @example
 * neutralTitle('${ticker}, by session'); // 'Each ticker, by session'
 */
export const neutralTitle = (title: string): string =>
  title.replaceAll(placeholder, 'Measure').replaceAll('${ticker}', 'Each ticker');

/**
 * A panel with the measure filled in: title and headings follow it, as Grafana does with `${measure:text}`; every measure has one unit.
 *
 * @param measure null on a dashboard without that variable.
 * @example
 * resolvePanel({ ...panel, title: '${measure:text}' }, { text: 'Log range, %', unit: 'percent' }).title; // 'Log range, %'
 */
export function resolvePanel(panel: ClassicPanel, measure: Measure | null): ClassicPanel {
  if (measure === null) return panel;
  const { defaults, overrides } = panel.fieldConfig;
  return {
    ...panel,
    title: neutralTitle(fill(panel.title, measure)),
    fieldConfig: { defaults, overrides: overrides.map((override) => resolveOverride(override, measure)) },
  };
}

const resolveOverride = (override: FieldOverride, measure: Measure): FieldOverride => ({
  ...override,
  properties: override.properties.map(({ id, value }) => ({
    id,
    value: id === 'displayName' && typeof value === 'string' ? fill(value, measure) : value,
  })),
});
