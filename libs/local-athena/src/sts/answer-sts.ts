import { escapeXml } from '../s3/escape-xml.ts';

/** A response in XML. */
export interface XmlAnswer {
  readonly status: number;
  readonly body: string;
}

const xmlns = 'https://sts.amazonaws.com/doc/2011-06-15/';
const metadata = '<RequestId>00000000-0000-0000-0000-000000000000</RequestId>';

/**
 * Answers a call of STS in its form encoding: GetCallerIdentity, with an account of zeros; every other action is refused.
 *
 * @param body such as `Action=GetCallerIdentity&Version=2011-06-15`.
 * @example
 * answerSts('Action=AssumeRole').status; // 403
 */
export function answerSts(body: string): XmlAnswer {
  const action = new URLSearchParams(body).get('Action') ?? '';
  if (action === 'GetCallerIdentity')
    return {
      status: 200,
      body: `<GetCallerIdentityResponse xmlns="${xmlns}"><GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:user/local</Arn><UserId>local</UserId><Account>000000000000</Account></GetCallerIdentityResult><ResponseMetadata>${metadata}</ResponseMetadata></GetCallerIdentityResponse>`,
    };
  const message = `The action ${action === '' ? '(none)' : action} is not supported here: only GetCallerIdentity of STS is.`;
  return {
    status: 403,
    body: `<ErrorResponse xmlns="${xmlns}"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${escapeXml(message)}</Message></Error>${metadata}</ErrorResponse>`,
  };
}
