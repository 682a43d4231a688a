import type { ClassicPanel, FieldOverride } from '@tickerlake/dashboards';

/** The selected measure: its text in the picker, and its Grafana unit. */
export interface Measure {
  readonly text: string;
  readonly unit: string;
}

const placeholder = '${measure:text}';
const fill = (text: string, { text: measure }: Measure): string => text.replaceAll(placeholder, measure);

/**
 * A panel with the measure filled in: title, headings and unit follow it, as Grafana does with `${measure:text}`.
 *
 * @param measure null on a dashboard without that variable.
 * @example
 * resolvePanel({ ...panel, title: '${measure:text}' }, { text: 'Range, $', unit: 'currencyUSD' }).title; // 'Range, $'
 */
export function resolvePanel(panel: ClassicPanel, measure: Measure | null): ClassicPanel {
  if (measure === null) return panel;
  const { defaults, overrides } = panel.fieldConfig;
  const isOfMeasure = panel.title.includes(placeholder) && panel.type === 'timeseries';
  return {
    ...panel,
    title: fill(panel.title, measure),
    fieldConfig: {
      defaults: isOfMeasure ? { ...defaults, unit: measure.unit } : defaults,
      overrides: overrides.map((override) => resolveOverride(override, measure)),
    },
  };
}

function resolveOverride(override: FieldOverride, measure: Measure): FieldOverride {
  const name = override.properties.find(({ id }) => id === 'displayName')?.value;
  if (typeof name !== 'string' || !name.includes(placeholder)) return override;
  return {
    ...override,
    properties: override.properties.map(({ id, value }) => ({
      id,
      value: id === 'displayName' ? fill(name, measure) : id === 'unit' ? measure.unit : value,
    })),
  };
}
