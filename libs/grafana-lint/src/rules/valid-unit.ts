import { dashboardWith, panelWith } from '../case-dashboards.ts';
import { toObject, toObjects } from '../document/json-value.ts';
import { grafanaUnits } from '../grafana-units.ts';
import type { LintRule } from '../lint-rule.ts';

const idsByLetters = new Map([...grafanaUnits].map((id) => [lettersOf(id), id]));

/** Grafana appends text that is not a known unit to the number. That is what `kWh` wants, and not what `PercentUnit` wants. */
export const validUnit: LintRule = {
  name: 'valid-unit',
  severity: 'error',
  title: "Units are text, and Grafana's own are spelt as it spells them",
  check(document) {
    if (document.kind !== 'dashboard') return [];
    return document.panels.flatMap(({ fieldConfig: { path, value } }) => {
      const config = toObject(value);
      const overrides = toObjects(config['overrides']).flatMap(([index, override]) =>
        toObjects(override['properties']).flatMap(([at, property]) =>
          property['id'] === 'unit'
            ? [{ path: `${path}.overrides[${index}].properties[${at}].value`, unit: property['value'] }]
            : [],
        ),
      );
      return [{ path: `${path}.defaults.unit`, unit: toObject(config['defaults'])['unit'] }, ...overrides].flatMap(
        ({ path: at, unit }) => {
          if (unit === undefined || unit === null || unit === '') return [];
          if (typeof unit !== 'string')
            return [
              {
                path: at,
                detail: `${JSON.stringify(unit)} is not text: take one of Grafana's units (percent, currencyUSD, short ...), or custom text.`,
              },
            ];
          const meant = grafanaUnits.has(unit) ? undefined : idsByLetters.get(lettersOf(unit));
          return meant === undefined || meant.length < 9
            ? []
            : [
                {
                  path: at,
                  detail: `Grafana writes ${JSON.stringify(unit)} behind the number as it is: its unit is ${meant}.`,
                },
              ];
        },
      );
    });
  },
  passing: dashboardWith({
    panels: [panelWith({ fieldConfig: { defaults: { unit: 'bars per day' }, overrides: [] } })],
  }),
  failing: dashboardWith({
    panels: [panelWith({ fieldConfig: { defaults: { unit: 'PercentUnit' }, overrides: [] } })],
  }),
};

/** Short ids differ from real words and symbols by their letter case alone (`ms`, `MS`); those of nine letters and more are never custom text. */
function lettersOf(unit: string): string {
  return unit.toLowerCase().replace(/[^a-z0-9]/g, '');
}
