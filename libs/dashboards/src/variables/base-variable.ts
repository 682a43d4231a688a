import type { TextVariable } from '../model/classic-dashboard.ts';

/**
 * The base session of the index: a New York date, or empty for the first session that starts in the range.
 *
 * @example
 * baseVariable().name; // 'base'
 */
export function baseVariable(): TextVariable {
  return {
    type: 'textbox',
    name: 'base',
    label: 'Base session',
    description: 'YYYY-MM-DD in the time range; empty for the first session that starts in it',
    query: '',
    current: { text: '', value: '', selected: true },
  };
}
