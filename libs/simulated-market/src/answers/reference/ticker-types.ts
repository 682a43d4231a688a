import { type Endpoint } from '../market-context.ts';
import { answerFixedRows } from './asset-class-query.ts';

const row = (code: string, description: string, asset_class = 'stocks') => ({
  code,
  description,
  asset_class,
  locale: 'us',
});

const TYPES = [
  row('CS', 'Common Stock'),
  row('PFD', 'Preferred Stock'),
  row('WARRANT', 'Warrant'),
  row('RIGHT', 'Rights'),
  row('UNIT', 'Unit'),
  row('ETF', 'Exchange Traded Fund'),
  row('ETN', 'Exchange Traded Note'),
  row('ADRC', 'American Depository Receipt Common'),
  row('FUND', 'Fund'),
  row('INDEX', 'Index', 'indices'),
];

/** `/v3/reference/tickers/types`: the codes that `type` of a ticker has. */
export const TICKER_TYPES: Endpoint = {
  path: '/v3/reference/tickers/types',
  answer: (request) => answerFixedRows(request, TYPES),
};
