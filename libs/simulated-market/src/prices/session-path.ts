import { hashAt, toNormal } from '../random/counter-hash.ts';
import { type DayFrame } from './price-model.ts';
import { type SessionPlan } from './session-plan.ts';

/**
 * Writes the price at every minute boundary of a session into `path` (split-adjusted dollars, `plan.total + 1` values):
 * a Brownian bridge between the pinned points of the frame, bisected in the plan's order, and the jump of a day with news.
 *
 * @example
 * fillSessionPath(frame, plan, path);
 */
export function fillSessionPath(frame: DayFrame, plan: SessionPlan, path: Float64Array): void {
  const { pre, regular } = plan.minutes;
  path[0] = frame.preOpenUsd;
  path[pre] = frame.openUsd;
  path[pre + regular] = frame.closeUsd;
  if (plan.total > pre + regular) path[plan.total] = frame.postCloseUsd;
  const { middle, left, right, rightWeight, middleDeviation } = plan;
  const { pathKey, deviationUsd } = frame;
  for (let node = 0; node < middle.length; node++) {
    const at = middle[node]!;
    const from = path[left[node]!]!;
    const expected = from + (path[right[node]!]! - from) * rightWeight[node]!;
    path[at] = expected + deviationUsd * middleDeviation[node]! * toNormal(hashAt(pathKey, at));
  }
  if (frame.jumpUsd !== 0) addJump(frame, pre, regular, path);
}

/** Adds a jump to the regular hours and takes it back evenly over them, so that open and close stay pinned. */
function addJump(frame: DayFrame, start: number, length: number, path: Float64Array): void {
  const { jumpUsd, jumpMinute } = frame;
  for (let minute = 1; minute < length; minute++) {
    const height = (minute > jumpMinute ? 1 : 0) - minute / length;
    path[start + minute] = path[start + minute]! + jumpUsd * height;
  }
}
