/** A published hour whose volatility a run changed. */
export interface CorrectedHour {
  readonly ticker: string;
  readonly barStart: string;
  readonly oldHourlyVar: number;
  readonly newHourlyVar: number;
}

/** Late changes of the vendor that a build applied. */
export interface Corrections {
  /** Published base bars whose values changed, and those that were taken back. */
  readonly bars: number;
  /** Of these, bars that the source has no longer: they are removed. Absent in the journal of an older version. */
  readonly takenBackBars?: number;
  /** Published hours whose `hourly_var` changed. */
  readonly hours: number;
  /** The largest change of an hour's `hourly_var`, in dollars. */
  readonly maxChange: number;
  /** At most five hours, the largest changes first. */
  readonly samples: readonly CorrectedHour[];
}

const maxSamples = 5;

/**
 * The corrections of several periods as one.
 *
 * @example
 * sumCorrections([]); // { bars: 0, takenBackBars: 0, hours: 0, maxChange: 0, samples: [] }
 */
export function sumCorrections(parts: readonly Corrections[]): Corrections {
  const size = (hour: CorrectedHour): number => Math.abs(hour.newHourlyVar - hour.oldHourlyVar);
  return {
    bars: parts.reduce((sum, part) => sum + part.bars, 0),
    takenBackBars: parts.reduce((sum, part) => sum + (part.takenBackBars ?? 0), 0),
    hours: parts.reduce((sum, part) => sum + part.hours, 0),
    maxChange: Math.max(0, ...parts.map((part) => part.maxChange)),
    samples: parts
      .flatMap((part) => part.samples)
      .sort((a, b) => size(b) - size(a))
      .slice(0, maxSamples),
  };
}
