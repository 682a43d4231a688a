import type { OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** A response of S3. */
export interface S3Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Readable | null;
}
