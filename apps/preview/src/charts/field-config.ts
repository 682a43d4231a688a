import type { ClassicPanel } from '@tickerlake/dashboards';

/** How one field of a panel looks: the panel's defaults, and over them the overrides of its name. */
export interface FieldLook {
  readonly unit?: string;
  readonly decimals?: number;
  readonly displayName?: string;
  readonly noValue: string;
  readonly lineWidth: number;
  readonly dash?: readonly number[];
  readonly isRight: boolean;
  /** Whether cells have the colour of the name in them. */
  readonly isColoured: boolean;
  readonly link?: { readonly title: string; readonly url: string };
}

/**
 * How a field of a panel looks, by its name in the query.
 *
 * @example
 * fieldLook(panel, 'hourly_var').unit; // 'currencyUSD'
 */
export function fieldLook(panel: Pick<ClassicPanel, 'fieldConfig'>, name: string): FieldLook {
  const { defaults, overrides } = panel.fieldConfig;
  const own = new Map(
    overrides
      .filter(({ matcher }) => matcher.options === name)
      .flatMap(({ properties }) => properties.map(({ id, value }) => [id, value] as const)),
  );
  const unit = own.get('unit') ?? defaults.unit;
  const decimals = own.get('decimals') ?? defaults.decimals;
  const displayName = own.get('displayName') ?? defaults.displayName;
  const width = own.get('custom.lineWidth') ?? defaults.custom?.['lineWidth'];
  const style = own.get('custom.lineStyle') as { dash?: readonly number[] } | undefined;
  const link = ((own.get('links') ?? defaults.links) as FieldLook['link'][] | undefined)?.[0];
  return {
    ...(typeof unit === 'string' && { unit }),
    ...(typeof decimals === 'number' && { decimals }),
    ...(typeof displayName === 'string' && { displayName }),
    ...(style?.dash !== undefined && { dash: style.dash }),
    ...(link !== undefined && { link }),
    noValue: defaults.noValue ?? '-',
    lineWidth: typeof width === 'number' ? width : 1,
    isColoured: own.has('mappings'),
    isRight: own.get('custom.axisPlacement') === 'right',
  };
}

/**
 * A template of Grafana with values put in: `${__field.labels.ticker}`, `${__data.fields.ticker}`. A name that is unknown stays.
 *
 * @example
 * fillTemplate('Only ${__data.fields.ticker}', { '__data.fields.ticker': 'AAPL' }); // 'Only AAPL'
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\$\{([\w.]+)\}/g, (all, name: string) => values[name] ?? all);
}
