import type { FieldOverride } from './classic-dashboard.ts';

/**
 * Overrides for one field, by its name.
 *
 * @example
 * fieldOverride('range_pct', { unit: 'percent', decimals: 2 });
 */
export function fieldOverride(name: string, properties: Readonly<Record<string, unknown>>): FieldOverride {
  return {
    matcher: { id: 'byName', options: name },
    properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
  };
}
