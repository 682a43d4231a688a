/** A list price in US dollars, with its source. */
export interface Price {
  readonly dollars: number;
  /** The unit that the price is for. */
  readonly unit: string;
  readonly source: string;
}

const listed = 'AWS list price, us-east-1, November 2026';

/**
 * AWS prices in us-east-1. Requests are priced per request, not per thousand or million.
 *
 * @example
 * const dollars = 3 * prices.athenaTerabyte.dollars;
 */
export const prices = {
  firehoseGigabyte: { dollars: 0.029, unit: 'GB sent, each record rounded up to 5 KB', source: listed },
  athenaTerabyte: { dollars: 5, unit: 'TB scanned, at least 10 MB a query', source: listed },
  s3Put: { dollars: 0.005 / 1_000, unit: 'PUT, COPY or LIST request', source: listed },
  s3Get: { dollars: 0.0004 / 1_000, unit: 'GET request', source: listed },
  s3GigabyteMonth: { dollars: 0.023, unit: 'GB-month, S3 Standard', source: listed },
  lambdaGigabyteSecond: { dollars: 0.0000133334, unit: 'GB-second, arm64', source: listed },
  lambdaRequest: { dollars: 0.2 / 1_000_000, unit: 'request', source: listed },
  durableOperation: { dollars: 8 / 1_000_000, unit: 'durable operation', source: `${listed}, reported` },
  logGigabyte: { dollars: 0.5, unit: 'GB of logs ingested', source: listed },
  alarmMonth: { dollars: 0.1, unit: 'alarm-month beyond the ten that are always free', source: listed },
  schedule: {
    dollars: 1 / 1_000_000,
    unit: 'scheduled start beyond the 14 million that are always free',
    source: listed,
  },
  parameter: { dollars: 0, unit: 'standard SSM parameter', source: listed },
  catalogObject: {
    dollars: 1 / 100_000,
    unit: 'Glue catalogue object beyond the million that are always free',
    source: listed,
  },
} as const satisfies Record<string, Price>;

/** The name of a price. */
export type PriceName = keyof typeof prices;
