import { nextStep } from './next-step.ts';
import type { RuleResult, SampleRow, SampleValue } from './quality-result.ts';
import { statusText } from './status-text.ts';

/**
 * A rule's result as lines of plain text: status, rule, observed and expected value, message, sample rows, what to do next.
 *
 * @example
 * ruleLines(result.rules[0])[0]; // 'FAIL DistinctValuesCount "ticker" >= 7 (hourly.dqdl:2:5)'
 */
export function ruleLines(rule: RuleResult): string[] {
  return [
    `${statusText(rule.status).toUpperCase()} ${rule.dqdl} (${rule.file}:${rule.at.line}:${rule.at.column})`,
    `  observed ${rule.observedText}, expected ${rule.expected}`,
    ...(rule.message === '' ? [] : [`  ${rule.message}`]),
    ...rule.sample.map((row) => `  row: ${rowText(row)}`),
    ...(nextStep(rule) === '' ? [] : [`  next: ${nextStep(rule)}`]),
  ];
}

/**
 * A row as `column=value` pairs.
 *
 * @example
 * rowText({ ticker: 'AAPL', hourly_var: null }); // 'ticker=AAPL, hourly_var=NULL'
 */
export function rowText(row: SampleRow): string {
  return Object.entries(row)
    .map(([column, value]) => `${column}=${valueText(value)}`)
    .join(', ');
}

/** Enough for every price, and short of the digits that only show how doubles are stored. */
const significantDigits = 12;

/**
 * A value as it is shown to people: NULL in capitals, moments in ISO format, numbers of at most 12 significant digits,
 * long texts cut to 60 characters.
 *
 * @example
 * valueText(null); // 'NULL'
 */
export function valueText(value: SampleValue): string {
  if (value === null) return 'NULL';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' && Number.isFinite(value)) return String(Number(value.toPrecision(significantDigits)));
  if (typeof value !== 'string') return String(value);
  if (value === '') return '""';
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}
