import * as z from 'zod';

const processorSchema = z.object({
  Type: z.string(),
  Parameters: z.array(z.object({ ParameterName: z.string(), ParameterValue: z.string() })).default([]),
});

/** The part of an S3 destination that determines its objects. */
const destinationSchema = z.object({
  BucketARN: z.string().regex(/^arn:aws:s3:::/),
  Prefix: z.string().default(''),
  ErrorOutputPrefix: z.string().default(''),
  BufferingHints: z
    .object({
      SizeInMBs: z.number().min(1).max(128).default(5),
      IntervalInSeconds: z.number().min(0).max(900).default(300),
    })
    .prefault({}),
  CompressionFormat: z.enum(['UNCOMPRESSED', 'GZIP']).default('UNCOMPRESSED'),
  FileExtension: z.string().optional(),
  CustomTimeZone: z.enum(['UTC']).default('UTC'),
  ProcessingConfiguration: z
    .object({ Enabled: z.boolean().default(false), Processors: z.array(processorSchema).default([]) })
    .prefault({}),
});

const createSchema = z.object({
  DeliveryStreamName: z.string(),
  ExtendedS3DestinationConfiguration: destinationSchema.optional(),
  S3DestinationConfiguration: destinationSchema.optional(),
});

const describeSchema = z.object({
  DeliveryStreamDescription: z.object({
    DeliveryStreamName: z.string(),
    Destinations: z.array(
      z.object({
        ExtendedS3DestinationDescription: destinationSchema.optional(),
        S3DestinationDescription: destinationSchema.optional(),
      }),
    ),
  }),
});

/** How a stream delivers. */
export interface StreamSettings {
  readonly name: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly errorPrefix: string;
  readonly maxBytes: number;
  readonly maxWaitMs: number;
  readonly isGzip: boolean;
  readonly extension: string;
  /** Whether a newline is appended to each record. */
  readonly appendsDelimiter: boolean;
}

/**
 * A stream's settings from the body of CreateDeliveryStream; null for a destination other than S3.
 *
 * @throws {z.ZodError} for settings that Firehose refuses or this stand-in does not support.
 *
 * @example
 * fromCreate({ DeliveryStreamName: 's', S3DestinationConfiguration: { BucketARN: 'arn:aws:s3:::lake' } })?.bucket; // 'lake'
 */
export function fromCreate(body: unknown): StreamSettings | null {
  const { DeliveryStreamName, ExtendedS3DestinationConfiguration, S3DestinationConfiguration } =
    createSchema.parse(body);
  return toSettings(DeliveryStreamName, ExtendedS3DestinationConfiguration ?? S3DestinationConfiguration);
}

/**
 * A stream's settings from a DescribeDeliveryStream response.
 *
 * @throws {z.ZodError} as above.
 *
 * @example
 * fromDescribe(JSON.parse(answer))?.prefix;
 */
export function fromDescribe(answer: unknown): StreamSettings | null {
  const { DeliveryStreamName, Destinations } = describeSchema.parse(answer).DeliveryStreamDescription;
  const [first] = Destinations;
  return toSettings(DeliveryStreamName, first?.ExtendedS3DestinationDescription ?? first?.S3DestinationDescription);
}

function toSettings(name: string, destination: z.output<typeof destinationSchema> | undefined): StreamSettings | null {
  if (destination === undefined) return null;
  const { BufferingHints, CompressionFormat, ProcessingConfiguration } = destination;
  return {
    name,
    bucket: destination.BucketARN.replace('arn:aws:s3:::', ''),
    prefix: destination.Prefix,
    errorPrefix: destination.ErrorOutputPrefix,
    maxBytes: BufferingHints.SizeInMBs * 2 ** 20,
    maxWaitMs: BufferingHints.IntervalInSeconds * 1_000,
    isGzip: CompressionFormat === 'GZIP',
    extension: destination.FileExtension ?? (CompressionFormat === 'GZIP' ? '.gz' : ''),
    appendsDelimiter:
      ProcessingConfiguration.Enabled &&
      ProcessingConfiguration.Processors.some(({ Type }) => Type === 'AppendDelimiterToRecord'),
  };
}
