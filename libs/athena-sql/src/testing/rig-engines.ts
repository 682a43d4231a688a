/** Where the engines of the rig listen: `inject('engines')` in an engine test. */
export interface RigEngines {
  readonly athenaEndpoint: string;
  readonly glueEndpoint: string;
  readonly firehoseEndpoint: string;
  readonly s3Endpoint: string;
  readonly trinoUrl: string;
  readonly bucket: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    engines: RigEngines;
  }
}
