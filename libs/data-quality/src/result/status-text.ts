import type { RuleStatus } from './quality-result.ts';

/**
 * A status as people read it.
 *
 * @example
 * statusText('not_evaluated'); // 'not evaluated'
 */
export const statusText = (status: RuleStatus): string => status.replace('_', ' ');
