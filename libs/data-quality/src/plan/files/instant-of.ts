import type { DateCondition, DateOperand, SimpleRule } from '../../dqdl/ast.ts';
import { dateText } from '../../dqdl/date-text.ts';
import { compareNumber } from '../numbers/compare-number.ts';
import { PlanError } from '../plan-error.ts';
import { durationMs, shift } from '../predicates/date-predicate.ts';

const dayMs = 86_400_000;

/**
 * Whether a moment meets a condition on dates, as a person reads it: days are compared where a day is written, moments otherwise. A
 * time of day is that of today, in the zone.
 *
 * @param zone an IANA name.
 * @throws {PlanError} for a day or a zone that does not exist, and NULL.
 * @example
 * toDateTest(rule, condition, new Date(), 'America/New_York')(file.modifiedAt);
 */
export function toDateTest(
  rule: SimpleRule,
  condition: DateCondition,
  now: Date,
  zone: string,
): (moment: Date) => boolean {
  const isByDay = condition.operands.every(({ kind }) => kind === 'date');
  const round = (ms: number) => (isByDay ? Math.floor(ms / dayMs) : ms);
  const bounds = condition.operands.map((operand) => round(instantOf(rule, operand, now, zone)));
  return (moment) => compareNumber(condition, round(moment.getTime()), bounds, 0);
}

function instantOf(rule: SimpleRule, operand: DateOperand, now: Date, zone: string): number {
  switch (operand.kind) {
    case 'date':
      if (dateText(operand.text) !== 'date') throw new PlanError(`There is no day ${operand.text}.`, operand.at);
      return Date.parse(`${operand.text}T00:00:00Z`);
    case 'now':
      return now.getTime();
    case 'now-offset':
      return shift(
        now,
        (operand.sign === '-' ? -1 : 1) * durationMs(operand.amount, operand.unit),
        operand.at,
      ).getTime();
    case 'time':
      return todayAt(rule, operand.minuteOfDay, now, zone);
    case 'null':
      throw new PlanError('A file always has a time: it is never NULL.', operand.at);
  }
}

/** The wall clock of the zone is tried as if it were UTC, then moved by the zone's offset at that time. */
function todayAt(rule: SimpleRule, minuteOfDay: number, now: Date, zone: string): number {
  const wallClock = wallClockOf(rule, zone);
  const midnight = Math.floor(wallClock(now.getTime()) / dayMs) * dayMs;
  const wanted = midnight + minuteOfDay * 60_000;
  const guess = wanted - (wallClock(wanted) - wanted);
  return guess + (wanted - wallClock(guess));
}

/** What a clock in the zone shows at an instant, as if it were UTC, to the second. */
function wallClockOf(rule: SimpleRule, zone: string): (instantMs: number) => number {
  try {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    return (instantMs) => Date.parse(`${format.format(instantMs).replace(' ', 'T')}Z`);
  } catch {
    throw new PlanError(`There is no time zone "${zone}": write one as America/New_York.`, rule.at);
  }
}
