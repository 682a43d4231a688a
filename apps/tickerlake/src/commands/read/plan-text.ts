import { countText } from '@tickerlake/data-quality';
import { sizeText } from '@tickerlake/record-schema';
import type { planDatasets } from '@tickerlake/pipeline';

type Plan = ReturnType<typeof planDatasets>;

/**
 * The statements of a check as text, by table: each with its size, its price and its rules.
 *
 * @example
 * planText(planDatasets(check)); // 'hourly_volatility: 2 statements, at most 1.2 MB, $0.00010 on Athena\n..'
 */
export function planText(plan: Plan): string {
  return plan
    .flatMap(({ dataset, statements }) => [
      `${dataset}: ${countText(statements.length, 'statement')}, ${costText(sumOf(statements.map(({ bytes }) => bytes)), sumOf(statements.map(({ dollars }) => dollars)))}`,
      ...statements.flatMap(({ text, rules, when, bytes, dollars }) => [
        `  ${when === 'always' ? '' : 'If needed: '}${costText(bytes, dollars)}, for ${rules.join(', ')}`,
        `    ${text.replace(/\s*\n\s*/g, ' ')}`,
      ]),
      '',
    ])
    .join('\n');
}

const sumOf = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);

function costText(bytes: number | null, dollars: number | null): string {
  if (bytes === null) return 'size unknown';
  return `at most ${sizeText(bytes)}${dollars === null ? '' : `, $${dollars.toFixed(5)} on Athena`}`;
}
