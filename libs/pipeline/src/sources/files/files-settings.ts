import * as z from 'zod';
import { parseBarLength } from '../bar-length-text.ts';

const column = z.string().min(1);
const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/**
 * The setting `files`: where a team's own bars are, and how their columns are read. Nothing is guessed: what the files do not say is stated here.
 *
 * @example
 * filesSchema.parse({ folder: 'bars', bar: 'minute', zone: 'America/New_York' }).stamp; // 'start'
 */
export const filesSchema = z.strictObject({
  folder: z.string().min(1).meta({ description: 'folder of the files: .csv, .csv.gz, .parquet' }),
  bar: z
    .string('state how long the bars are, for example "files": { "bar": "minute" }')
    .refine((text) => parseBarLength(text) !== null, 'write minute, 5minute, hour or day, up to a day')
    .meta({ description: 'size of the bars: minute, 5minute, hour, day' }),
  columns: z
    .strictObject({
      time: column.default('time').meta({ description: 'when the bar starts or ends' }),
      date: column.optional().meta({ description: 'the date, where time holds the time of day alone' }),
      ticker: column
        .optional()
        .meta({ description: 'the ticker; by default the name of the file: AAPL.csv, AAPL-2026-05.csv, X_BTCUSD.csv' }),
      open: column.default('open'),
      high: column.default('high'),
      low: column.default('low'),
      close: column.default('close'),
      volume: column.nullable().default('volume').meta({ description: 'null when the files have none' }),
      vwap: column.optional(),
      trades: column.optional(),
    })
    .prefault({})
    .meta({ description: 'names of the columns, exactly as the header writes them' }),
  unit: z
    .enum(['s', 'ms', 'us', 'ns'])
    .optional()
    .meta({ description: 'the times are numbers: seconds, milliseconds, microseconds or nanoseconds since 1970' }),
  timeFormat: z.string().min(1).optional().meta({
    description: 'the times are texts of this form, in the letters of strptime: %d.%m.%Y %H:%M; by default ISO 8601',
  }),
  zone: z
    .string()
    .refine(isZone, 'write it as America/New_York or UTC')
    .optional()
    .meta({ description: 'time zone of times that do not say it; numbers are UTC by default' }),
  stamp: z
    .enum(['start', 'end'])
    .default('start')
    .meta({ description: 'whether the time is that of the start or of the end of the bar' }),
  decimal: z.enum(['.', ',']).default('.').meta({ description: 'the decimal separator of CSV files' }),
  delimiter: z
    .enum([',', ';', '\t', '|'])
    .optional()
    .meta({ description: 'between the columns of CSV files; by default the one that the header has' }),
  adjusted: z.boolean().default(false).meta({ description: 'whether prices are adjusted for splits' }),
});

/** How a team's own files are read. */
export type FilesSettings = z.output<typeof filesSchema>;
