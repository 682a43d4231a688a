import type { Proposal } from './proposal.ts';

/**
 * Proposed rules as a DQDL file, each with its reason as a comment above it.
 *
 * @param about comment lines at the top.
 * @example
 * printProposals([{ rule: 'RowCount > 0', reason: '7 rows now.' }], ['Proposed for hourly.']); // '# Proposed for hourly.\nRules = [\n    # 7 rows now.\n    RowCount > 0\n]\n'
 */
export function printProposals(proposals: readonly Proposal[], about: readonly string[] = []): string {
  const rules = proposals.map(
    ({ rule, reason }, index) => `    # ${reason}\n    ${rule}${index === proposals.length - 1 ? '' : ','}`,
  );
  return [...about.map((line) => `# ${line}`), 'Rules = [', ...rules, ']', ''].join('\n');
}
