/**
 * The part of Firehose that landing needs, as the class `Firehose` of `@aws-sdk/client-firehose` (v3) has it: pass one as it is.
 *
 * @example
 * const firehose: FirehoseApi = new Firehose({ region: 'us-east-1' });
 */
export interface FirehoseApi {
  putRecordBatch(
    input: { DeliveryStreamName: string; Records: { Data: Uint8Array }[] },
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<FirehoseAnswer>;
}

/** What a batch is answered with: a 200 answer can hold failures, in the order of the records. */
export interface FirehoseAnswer {
  readonly FailedPutCount: number | undefined;
  readonly RequestResponses:
    | readonly {
        readonly RecordId?: string | undefined;
        readonly ErrorCode?: string | undefined;
        readonly ErrorMessage?: string | undefined;
      }[]
    | undefined;
}
