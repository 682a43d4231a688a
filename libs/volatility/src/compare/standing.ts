import { binomialBand } from './binomial-band.ts';
import { currentRun, longestRun, type Side } from './longest-run.ts';

/** What may be said of a ticker against the others. */
export type StandingLabel = 'consistently above' | 'consistently below' | 'no clear side';

/** A ticker's standing over a number of sessions. */
export interface Standing {
  readonly hoursAbove: number;
  readonly hoursBelow: number;
  /** above / (above + below), over hours; null without either. */
  readonly shareAbove: number | null;
  readonly longestAbove: number;
  readonly longestBelow: number;
  /** Hours on the present side up to the last one, negative below; 0 when the last hour has no side. */
  readonly currentRun: number;
  readonly sessionsAbove: number;
  readonly sessionsBelow: number;
  readonly label: StandingLabel;
}

/**
 * Who is steadily above or below: the share over hours, the label by one vote per session (the side of most of its
 * hours), because hours of one session are not independent. The label needs a count outside the exact binomial band.
 *
 * @param sessions each session's hours in order; ties and missing hours leave the counts.
 * @param alpha of one ticker's two-sided test: 0.05 / 7 when seven are tested at once.
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
