import { hashText } from '../../random/counter-hash.ts';
import { companyOf, type TickerProfile } from '../../tickers/ticker-profile.ts';

/**
 * The composite FIGI of a ticker's company: it stays when the company takes another ticker.
 *
 * @example
 * figiOf(profile); // 'BBG07A3F09C2'
 */
export const figiOf = (profile: TickerProfile): string =>
  `BBG0${(hashText(`figi/${companyOf(profile)}`) >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
