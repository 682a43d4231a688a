import { hashText, mix32, toUniform } from '../random/counter-hash.ts';
import { type TickerProfile } from './ticker-profile.ts';

/** `SIM001` to `SIM500`. */
const GENERIC_TICKERS = 500;

/** Typical daily volume in shares. */
const DAILY_VOLUME = { liquid: 6e6, active: 9e5, thin: 18_000 } as const;

function liquidityOf(number: number): keyof typeof DAILY_VOLUME {
  if (number % 20 === 0) return 'thin';
  return number % 20 === 10 ? 'active' : 'liquid';
}

function toGenericProfile(number: number): TickerProfile {
  const ticker = `SIM${String(number).padStart(3, '0')}`;
  const liquidity = liquidityOf(number);
  const key = hashText(ticker);
  const [price, volatility, volume, beta] = [1, 2, 3, 4].map((draw) => toUniform(mix32(key + draw)));
  return {
    ticker,
    name: `Simulated Company ${number}`,
    market: 'stocks',
    type: 'CS',
    exchange: number % 2 === 0 ? 'XNAS' : 'XNYS',
    liquidity,
    anchorPriceUsd: Math.round(15 + 285 * (price ?? 0) * (price ?? 0)),
    dailyVolatility: 0.012 + 0.016 * (volatility ?? 0),
    beta: 0.5 + (beta ?? 0),
    dailyVolume: Math.round(DAILY_VOLUME[liquidity] * (0.5 + 2 * (volume ?? 0))),
    tradeSize: 70,
    volumeDecimals: number % 5 === 0 ? 6 : 0,
    listedOn: number === 500 ? '2025-11-03' : '2003-09-10',
    delistedOn: null,
    follows: null,
  };
}

/**
 * `SIM001` to `SIM500`: of every 20, 18 are liquid, one active (`SIM010`, ...) and one thin (`SIM020`, ...). `SIM500` was
 * listed on 2025-11-03.
 *
 * @example
 * GENERIC_PROFILES[0].ticker; // 'SIM001'
 */
export const GENERIC_PROFILES: readonly TickerProfile[] = Array.from({ length: GENERIC_TICKERS }, (_, index) =>
  toGenericProfile(index + 1),
);
