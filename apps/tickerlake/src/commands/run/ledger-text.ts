import { countText } from '@tickerlake/data-quality';
import { type Ledger, type LedgerGap, ledgerStates } from '@tickerlake/pipeline';

const shownGaps = 10;

const reasons: Readonly<Record<NonNullable<LedgerGap['reason']>, string>> = {
  'no-bars': 'no bars came',
  'missing-minutes': 'minutes are missing although their neighbours are busy',
  unfinished: 'fetched before its extended hours ended',
  refused: 'the plan does not include it',
  'not-listed': 'not listed yet',
  delisted: 'not listed any more',
  halted: 'halted all day',
  'no-trades': 'not traded',
};

/**
 * What the ledger says of a range, in one line: how many sessions of all tickers are in which state.
 *
 * @example
 * ledgerText(ledger); // 'Ledger: 2,918 sessions fetched, 12 confirmed empty, 2 suspicious.'
 */
export function ledgerText({ counts }: Ledger): string {
  const parts = ledgerStates
    .filter((state) => state !== 'closed' && counts[state] > 0)
    .map((state) => `${counts[state].toLocaleString('en-US')} ${state.replaceAll('-', ' ')}`);
  return parts.length === 0 ? 'Ledger: no session.' : `Ledger of sessions: ${parts.join(', ')}.`;
}

/**
 * The ledger for `--json`: how many sessions are in which state, and the gaps that were asked for.
 *
 * @example
 * toJsonText({ ledger: ledgerJson(ledger) });
 */
export const ledgerJson = (ledger: Ledger | null) =>
  ledger && { counts: ledger.counts, gaps: ledger.gaps.filter(({ asked }) => asked > 0) };

/**
 * The gaps that were asked for, each with its reason and its next ask; at most ten. None when there are none.
 *
 * @example
 * gapLines(ledger.gaps)[1]; // '  AAPL 2026-05-12: no bars came; asked 2 times, again from 2026-05-30'
 */
export function gapLines(gaps: readonly LedgerGap[]): string[] {
  const remembered = gaps.filter(({ asked }) => asked > 0);
  if (remembered.length === 0) return [];
  const lines = remembered
    .slice(0, shownGaps)
    .map(({ ticker, tradingDate, reason, missingMinutes, asked, nextAskAt }) => {
      const what =
        missingMinutes > 0
          ? `${missingMinutes} minute${missingMinutes === 1 ? ' is' : 's are'} missing although their neighbours are busy`
          : reasons[reason ?? 'no-bars'];
      const next = nextAskAt === null ? '' : `, again from ${nextAskAt.toISOString().slice(0, 16)}Z`;
      return `  ${ticker} ${tradingDate}: ${what}; asked ${asked === 1 ? 'once' : `${asked} times`}${next}`;
    });
  return [
    `${countText(remembered.length, 'remembered gap')}${remembered.length > shownGaps ? ', the first ten' : ''}:`,
    ...lines,
  ];
}
