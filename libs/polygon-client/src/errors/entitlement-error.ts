import { type HttpErrorFacts, PolygonHttpError } from './polygon-http-error.ts';

const advices = {
  plan: 'The plan does not include the data: the asset class needs another one.',
  timeframe: 'The range begins before the history of the plan: move `from` later.',
  today: 'The plan has no data for the current day: end `to` at the last completed session.',
  unknown: 'The plan, or a proxy, forbids the call.',
} as const;

/** Why the data was refused: not in the plan, too old for it, too new for it; `unknown` when the text is not recognized. */
export type EntitlementReason = keyof typeof advices;

/**
 * The key is valid, but its plan does not include the requested data (403, or `NOT_AUTHORIZED` in a 200).
 *
 * @example
 * if (error instanceof EntitlementError && error.reason === 'timeframe') moveFromLater();
 */
export class EntitlementError extends PolygonHttpError {
  override readonly name = 'EntitlementError';
  declare readonly code: 'entitlement';
  readonly reason: EntitlementReason;

  constructor(facts: HttpErrorFacts) {
    const reason = toReason(facts.text ?? '');
    super(facts, { code: 'entitlement', transient: false, advice: advices[reason] });
    this.reason = reason;
  }
}

function toReason(text: string): EntitlementReason {
  if (/data timeframe/i.test(text)) return 'timeframe';
  if (/today's data/i.test(text)) return 'today';
  return /not entitled/i.test(text) ? 'plan' : 'unknown';
}
