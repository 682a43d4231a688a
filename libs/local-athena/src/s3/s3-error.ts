import { escapeXml } from './escape-xml.ts';
import type { S3Answer } from './s3-answer.ts';

const statuses = {
  AccessDenied: 403,
  InvalidArgument: 400,
  InvalidRange: 416,
  InvalidURI: 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
} as const;

/** The errors of S3 that are returned here. */
export type S3ErrorCode = keyof typeof statuses;

/**
 * An error in S3's form.
 *
 * @example
 * s3Error('NoSuchKey', 'The specified key does not exist.').status; // 404
 */
export function s3Error(code: S3ErrorCode, message: string): S3Answer {
  return {
    status: statuses[code],
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`,
  };
}
