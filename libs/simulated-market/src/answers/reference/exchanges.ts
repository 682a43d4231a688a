import { type Endpoint } from '../market-context.ts';
import { answerFixedRows } from './asset-class-query.ts';

const stocks = (id: number, name: string, mic: string, operating_mic: string, participant_id: string) => ({
  id,
  type: 'exchange',
  asset_class: 'stocks',
  locale: 'us',
  name,
  mic,
  operating_mic,
  participant_id,
});

/** Ids and codes as on the consolidated tape. */
const LIST = [
  stocks(1, 'NYSE American, LLC', 'XASE', 'XNYS', 'A'),
  {
    id: 4,
    type: 'TRF',
    asset_class: 'stocks',
    locale: 'us',
    name: 'FINRA NYSE TRF',
    mic: 'FINY',
    operating_mic: 'XNYS',
    participant_id: 'D',
  },
  stocks(10, 'New York Stock Exchange', 'XNYS', 'XNYS', 'N'),
  stocks(11, 'NYSE Arca, Inc.', 'ARCX', 'XNYS', 'P'),
  stocks(12, 'Nasdaq', 'XNAS', 'XNAS', 'T'),
  stocks(15, 'Investors Exchange', 'IEXG', 'IEXG', 'V'),
  stocks(19, 'Cboe BZX', 'BATS', 'XCBO', 'Z'),
  { id: 1, type: 'exchange', asset_class: 'crypto', locale: 'global', name: 'Coinbase' },
];

/** `/v3/reference/exchanges`: the exchanges of trades and quotes. */
export const EXCHANGES: Endpoint = {
  path: '/v3/reference/exchanges',
  answer: (request) => answerFixedRows(request, LIST),
};
