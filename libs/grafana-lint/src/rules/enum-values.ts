import { dashboardWith, panelWith } from '../case-dashboards.ts';
import { dataPanels } from '../data-panels.ts';
import { toObject, toObjects } from '../document/json-value.ts';
import type { LintDashboard, Located } from '../document/lint-document.ts';
import type { LintRule } from '../lint-rule.ts';

const customValues: Readonly<Record<string, readonly unknown[]>> = {
  drawStyle: ['line', 'bars', 'points'],
  lineInterpolation: ['linear', 'smooth', 'stepBefore', 'stepAfter'],
  showPoints: ['auto', 'never', 'always'],
  axisPlacement: ['auto', 'top', 'right', 'bottom', 'left', 'hidden'],
  gradientMode: ['none', 'opacity', 'hue', 'scheme'],
  barAlignment: [-1, 0, 1],
};
const panelValues: Readonly<Record<string, readonly unknown[]>> = {
  'options.tooltip.mode': ['single', 'multi', 'none'],
  'options.tooltip.sort': ['none', 'asc', 'desc'],
  'options.legend.displayMode': ['list', 'table', 'hidden'],
  'options.legend.placement': ['bottom', 'right'],
  'options.colorMode': ['none', 'value', 'background', 'background_solid'],
  'options.graphMode': ['none', 'line', 'area'],
  'options.textMode': ['auto', 'value', 'value_and_name', 'name', 'none'],
  'options.orientation': ['auto', 'horizontal', 'vertical'],
  'fieldConfig.defaults.thresholds.mode': ['absolute', 'percentage'],
  'fieldConfig.defaults.custom.stacking.mode': ['none', 'normal', 'percent'],
  'fieldConfig.defaults.custom.thresholdsStyle.mode': [
    'off',
    'line',
    'dashed',
    'area',
    'line+area',
    'dashed+area',
    'series',
  ],
  ...Object.fromEntries(
    Object.entries(customValues).map(([name, values]) => [`fieldConfig.defaults.custom.${name}`, values]),
  ),
};
const variableTypes = [
  'query',
  'adhoc',
  'groupby',
  'constant',
  'datasource',
  'interval',
  'textbox',
  'custom',
  'system',
  'snapshot',
  'switch',
  'text',
];

/** Grafana's own decoder lets wrong values through, and the panel draws something else; an empty one is its default. */
export const enumValues: LintRule = {
  name: 'enum-values',
  severity: 'error',
  title: 'Values of a fixed list are from that list',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    return [...ofPanels(document), ...ofQueries(document), ...ofDashboard(document)]
      .filter(
        ({ place: { value }, allowed }) =>
          value !== undefined && value !== null && value !== '' && !allowed.includes(value),
      )
      .map(({ place: { path, value }, allowed }) => ({
        path,
        detail: `${JSON.stringify(value)} is none of ${allowed.map((one) => JSON.stringify(one)).join(', ')}.`,
      }));
  },
  passing: dashboardWith({
    panels: [panelWith({ fieldConfig: { defaults: { custom: { drawStyle: 'bars' } }, overrides: [] } })],
  }),
  failing: dashboardWith({
    panels: [panelWith({ fieldConfig: { defaults: { custom: { drawStyle: 'zigzag' } }, overrides: [] } })],
  }),
};

interface Choice {
  readonly place: Located;
  readonly allowed: readonly unknown[];
}

function ofPanels({ panels }: LintDashboard): Choice[] {
  return panels
    .filter(({ type }) => dataPanels.has(type))
    .flatMap(({ options, fieldConfig }) => {
      const roots: Readonly<Record<string, Located>> = { options, fieldConfig };
      const fixed = Object.entries(panelValues).map(([path, allowed]) => {
        const [root = '', ...keys] = path.split('.');
        const value = keys.reduce<unknown>((inner, key) => toObject(inner)[key], roots[root]?.value);
        return { place: { path: [roots[root]?.path, ...keys].join('.'), value }, allowed };
      });
      const overrides = toObjects(toObject(fieldConfig.value)['overrides']).flatMap(([index, override]) =>
        toObjects(override['properties']).flatMap(([at, { id, value }]) => {
          const allowed = customValues[String(id).replace('custom.', '')];
          return allowed === undefined
            ? []
            : [{ place: { path: `${fieldConfig.path}.overrides[${index}].properties[${at}].value`, value }, allowed }];
        }),
      );
      return [...fixed, ...overrides];
    });
}

function ofQueries({ queries }: LintDashboard): Choice[] {
  return queries
    .filter(({ sql }) => sql !== null)
    .map(({ format }) => ({ place: format, allowed: [0, 1, 2, 'time_series', 'table', 'logs'] }));
}

function ofDashboard({ graphTooltip, variables }: LintDashboard): Choice[] {
  return [
    { place: graphTooltip, allowed: [0, 1, 2] },
    ...variables.flatMap(({ path, type, json }) => [
      { place: { path: `${path}.type`, value: type }, allowed: variableTypes },
      {
        place: { path: `${path}.refresh`, value: json['refresh'] },
        allowed: [0, 1, 2, 'never', 'onDashboardLoad', 'onTimeRangeChanged', true, false],
      },
      {
        place: { path: `${path}.hide`, value: json['hide'] },
        allowed: [0, 1, 2, 3, 'dontHide', 'hideLabel', 'hideVariable', 'inControlsMenu'],
      },
    ]),
  ];
}
