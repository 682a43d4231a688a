/** Bytes per unit: units of 1,024, as in DQDL and on Athena's bill. */
export const bytesPer = { B: 1, KB: 1_024, MB: 1_024 ** 2, GB: 1_024 ** 3, TB: 1_024 ** 4 } as const;

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/**
 * A size for people, in the units of {@link bytesPer}.
 *
 * @example
 * sizeText(8_955); // '8.7 KB'
 */
export function sizeText(bytes: number): string {
  if (bytes === 1) return '1 byte';
  // What would be shown as 1024.0 is one of the next unit.
  const power = units.findIndex((_, index) => bytes / 1_024 ** index < 1_023.95);
  const at = power === -1 ? units.length - 1 : power;
  return `${(bytes / 1_024 ** at).toFixed(at === 0 ? 0 : 1)} ${units[at]}`;
}
