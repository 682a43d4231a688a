/**
 * Units of a share or coin by decimals of the volume. Volumes are whole numbers of units, so that sums are exact.
 *
 * @example
 * const shares = units / VOLUME_UNITS[profile.volumeDecimals];
 */
export const VOLUME_UNITS = { 0: 1, 6: 1_000_000, 8: 100_000_000 } as const;
