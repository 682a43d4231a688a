import { type Endpoint } from '../market-context.ts';
import { answerFixedRows } from './asset-class-query.ts';

/** A condition of a sale, and which prices of the consolidated tape a trade with it changes. */
const sale = (id: number, name: string, highLow: boolean, openClose: boolean, volume = true) => {
  const rules = { updates_high_low: highLow, updates_open_close: openClose, updates_volume: volume };
  return {
    id,
    type: 'sale_condition',
    name,
    asset_class: 'stocks',
    sip_mapping: {},
    update_rules: { consolidated: rules, market_center: rules },
    data_types: ['trade'],
  };
};

const LIST = [
  sale(0, 'Regular Sale', true, true),
  sale(2, 'Average Price Trade', false, false),
  sale(7, 'Cash Sale', false, false),
  sale(12, 'Form T/Extended Hours', false, false),
  sale(14, 'Intermarket Sweep', true, true),
  sale(15, 'Market Center Official Close', false, false, false),
  sale(37, 'Odd Lot Trade', false, false),
];

/** `/v3/reference/conditions`: the conditions of trades. */
export const CONDITIONS: Endpoint = {
  path: '/v3/reference/conditions',
  answer: (request) => answerFixedRows(request, LIST),
};
