import { dashboardWith, panelWith } from '../case-dashboards.ts';
import { toObject, toObjects } from '../document/json-value.ts';
import { grafanaUnits } from '../grafana-units.ts';
import type { LintRule } from '../lint-rule.ts';

const custom = /^(suffix|prefix|time|si|count|currency|bool):./;

/** Grafana shows an unknown unit as text behind the number, silently. */
export const validUnit: LintRule = {
  name: 'valid-unit',
  severity: 'error',
  title: 'Units are units of Grafana',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    return document.panels.flatMap(({ fieldConfig: { path, value } }) => {
      const config = toObject(value);
      const overrides = toObjects(config['overrides']).flatMap(([index, override]) =>
        toObjects(override['properties']).flatMap(([at, property]) => (property['id'] === 'unit' ? [{ path: `${path}.overrides[${index}].properties[${at}].value`, unit: property['value'] }] : [])),
      );
      return [{ path: `${path}.defaults.unit`, unit: toObject(config['defaults'])['unit'] }, ...overrides]
        .filter(({ unit }) => unit !== undefined && unit !== '' && !(typeof unit === 'string' && (grafanaUnits.has(unit) || custom.test(unit))))
        .map(({ path: at, unit }) => ({ path: at, detail: `${JSON.stringify(unit)} is no unit: take one of Grafana's (percent, percentunit, currencyUSD, m, short ...), or suffix:<text>.` }));
    });
  },
  passing: dashboardWith({ panels: [panelWith({ fieldConfig: { defaults: { unit: 'suffix: bars' }, overrides: [] } })] }),
  failing: dashboardWith({ panels: [panelWith({ fieldConfig: { defaults: { unit: 'dollars' }, overrides: [] } })] }),
};
