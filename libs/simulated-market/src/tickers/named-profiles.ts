import { type TickerProfile } from './ticker-profile.ts';

/** First day of the vendor's stock history. */
const FIRST_STOCK_DAY = '2003-09-10';

const STOCK = {
  market: 'stocks',
  type: 'CS',
  exchange: 'XNAS',
  liquidity: 'liquid',
  beta: 1,
  tradeSize: 75,
  volumeDecimals: 0,
  listedOn: FIRST_STOCK_DAY,
  delistedOn: null,
  follows: null,
} as const;

const FUND = { ...STOCK, type: 'ETF' } as const;
const COIN = {
  ...STOCK,
  market: 'crypto',
  type: null,
  exchange: null,
  liquidity: 'continuous',
  volumeDecimals: 8,
  beta: 0,
} as const;

/**
 * The tickers with names of their own, in alphabetical order: the Magnificent 7, benchmarks, thin and fractional ones,
 * crypto, an index, and a delisted share.
 *
 * @example
 * const apple = NAMED_PROFILES.find(({ ticker }) => ticker === 'AAPL');
 */
export const NAMED_PROFILES: readonly TickerProfile[] = [
  { ...STOCK, ticker: 'AAPL', name: 'Apple Inc.', anchorPriceUsd: 310, dailyVolatility: 0.0145, dailyVolume: 5e7 },
  { ...STOCK, ticker: 'AMZN', name: 'Amazon.Com Inc', anchorPriceUsd: 270, dailyVolatility: 0.017, dailyVolume: 4.2e7 },
  {
    ...STOCK,
    ticker: 'BRK.B',
    name: 'Berkshire Hathaway Inc. Class B',
    exchange: 'XNYS',
    liquidity: 'active',
    anchorPriceUsd: 480,
    dailyVolatility: 0.011,
    dailyVolume: 3.6e6,
    tradeSize: 40,
  },
  { ...STOCK, ticker: 'GOOGL', name: 'Alphabet Inc. Class A', anchorPriceUsd: 380, dailyVolatility: 0.0165, dailyVolume: 3.4e7 },
  {
    ...STOCK,
    ticker: 'I:NDX',
    name: 'Nasdaq-100',
    market: 'indices',
    type: null,
    exchange: null,
    liquidity: 'index',
    anchorPriceUsd: 25_000,
    dailyVolatility: 0.0125,
    dailyVolume: 0,
    tradeSize: 1,
  },
  {
    ...STOCK,
    ticker: 'KIMpL',
    name: 'Kimco Realty Corp. Preferred Class L',
    type: 'PFD',
    exchange: 'XNYS',
    liquidity: 'thin',
    anchorPriceUsd: 22,
    dailyVolatility: 0.008,
    beta: 0.2,
    dailyVolume: 14_000,
    tradeSize: 60,
    listedOn: '2017-08-16',
  },
  { ...STOCK, ticker: 'META', name: 'Meta Platforms, Inc. Class A', anchorPriceUsd: 630, dailyVolatility: 0.0175, dailyVolume: 1.5e7, listedOn: '2012-05-18' },
  { ...STOCK, ticker: 'MSFT', name: 'Microsoft Corp', anchorPriceUsd: 450, dailyVolatility: 0.016, dailyVolume: 2.9e7 },
  { ...STOCK, ticker: 'NDAQ', name: 'Nasdaq, Inc.', liquidity: 'active', anchorPriceUsd: 90, dailyVolatility: 0.014, dailyVolume: 3.2e6 },
  { ...STOCK, ticker: 'NVDA', name: 'Nvidia Corp', anchorPriceUsd: 210, dailyVolatility: 0.024, dailyVolume: 1.8e8, volumeDecimals: 6, tradeSize: 110 },
  {
    ...FUND,
    ticker: 'QQQ',
    name: 'Invesco QQQ Trust, Series 1',
    anchorPriceUsd: 610,
    dailyVolatility: 0.0125,
    dailyVolume: 5.5e7,
    tradeSize: 110,
    follows: 'I:NDX',
  },
  {
    ...STOCK,
    ticker: 'SIMX',
    name: 'Simulated Delisted Corp',
    liquidity: 'active',
    anchorPriceUsd: 12,
    dailyVolatility: 0.03,
    dailyVolume: 900_000,
    delistedOn: '2024-10-11',
  },
  {
    ...FUND,
    ticker: 'SPY',
    name: 'SPDR S&P 500 ETF Trust',
    exchange: 'ARCX',
    anchorPriceUsd: 680,
    dailyVolatility: 0.0095,
    dailyVolume: 7.5e7,
    tradeSize: 130,
  },
  { ...STOCK, ticker: 'TSLA', name: 'Tesla, Inc. Common Stock', anchorPriceUsd: 430, dailyVolatility: 0.026, dailyVolume: 7e7, volumeDecimals: 6, listedOn: '2010-06-29' },
  {
    ...COIN,
    ticker: 'X:BTCUSD',
    name: 'Bitcoin - United States Dollar',
    anchorPriceUsd: 74_000,
    dailyVolatility: 0.021,
    dailyVolume: 21_000,
    tradeSize: 0.06,
    listedOn: '2013-11-04',
  },
  {
    ...COIN,
    ticker: 'X:ETHUSD',
    name: 'Ethereum - United States Dollar',
    anchorPriceUsd: 2_050,
    dailyVolatility: 0.028,
    dailyVolume: 390_000,
    tradeSize: 0.9,
    listedOn: '2016-03-10',
  },
];
