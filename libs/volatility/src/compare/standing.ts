import { binomialBand } from './binomial-band.ts';
import { currentRun, longestRun, type Side } from './longest-run.ts';

/** The standing of a ticker relative to the others. */
export type StandingLabel = 'consistently above' | 'consistently below' | 'no clear side';

/** A ticker's standing over a number of sessions. */
export interface Standing {
  readonly hoursAbove: number;
  readonly hoursBelow: number;
  /** above / (above + below), in hours; null if both are 0. */
  readonly shareAbove: number | null;
  readonly longestAbove: number;
  readonly longestBelow: number;
  /** Current streak in hours, negative below; 0 if the last hour has no side. */
  readonly currentRun: number;
  readonly sessionsAbove: number;
  readonly sessionsBelow: number;
  readonly label: StandingLabel;
}

/**
 * Whether a ticker is consistently above or below: the share counts hours; the label counts one vote per session (the
 * side of most of its hours), because hours of a session are not independent. The label needs a count outside the exact
 * binomial band.
 *
 * @param sessions each session's hours in order; ties and missing hours are not counted.
 * @param alpha of one ticker's two-sided test: 0.05 / 7 when seven are tested together.
 * @example
 * standing([['above', 'above', 'below']], 0.05 / 7).label; // 'no clear side'
 */
export function standing(sessions: readonly (readonly Side[])[], alpha: number): Standing {
  const count = (sides: readonly Side[], side: Side): number => sides.filter((here) => here === side).length;
  const votes = sessions.map((sides) => Math.sign(count(sides, 'above') - count(sides, 'below')));
  const sessionsAbove = votes.filter((vote) => vote > 0).length;
  const sessionsBelow = votes.filter((vote) => vote < 0).length;
  const hours = sessions.flat();
  const hoursAbove = count(hours, 'above');
  const hoursBelow = count(hours, 'below');
  return {
    hoursAbove,
    hoursBelow,
    shareAbove: hoursAbove + hoursBelow === 0 ? null : hoursAbove / (hoursAbove + hoursBelow),
    longestAbove: longestRun(hours, 'above'),
    longestBelow: longestRun(hours, 'below'),
    currentRun: currentRun(hours),
    sessionsAbove,
    sessionsBelow,
    label: labelOf(sessionsAbove, sessionsBelow, alpha),
  };
}

function labelOf(above: number, below: number, alpha: number): StandingLabel {
  const band = binomialBand(above + below, alpha);
  if (band !== null && above >= band.high) return 'consistently above';
  if (band !== null && above <= band.low) return 'consistently below';
  return 'no clear side';
}
