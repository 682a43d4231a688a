import { expect, test } from 'vitest';
import { toCrawlerAnswer } from './crawler-answer.ts';

const answer = (value: object, status = 200) => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'content-length': '9' },
  body: Buffer.from(JSON.stringify(value)),
});

test.each([
  {
    name: 'a crawl that went well',
    crawler: { State: 'READY', LastCrawl: { Status: 'COMPLETED', StartTime: 1 } },
    given: { State: 'READY', LastCrawl: { Status: 'SUCCEEDED', StartTime: 1 } },
  },
  {
    name: 'one that was stopped',
    crawler: { State: 'READY', LastCrawl: { Status: 'STOPPED' } },
    given: { State: 'READY', LastCrawl: { Status: 'CANCELLED' } },
  },
  {
    name: 'one that failed',
    crawler: { State: 'READY', LastCrawl: { Status: 'FAILED' } },
    given: { State: 'READY', LastCrawl: { Status: 'FAILED' } },
  },
  {
    name: 'a running one, which is not a last crawl yet',
    crawler: { Name: 'c', State: 'RUNNING', LastCrawl: { Status: 'RUNNING' } },
    given: { Name: 'c', State: 'RUNNING' },
  },
  { name: 'no crawl at all', crawler: { State: 'READY' }, given: { State: 'READY' } },
])('GetCrawler tells $name in the words of AWS', ({ crawler, given }) => {
  const { headers, body } = toCrawlerAnswer(answer({ Crawler: crawler }));
  expect(JSON.parse(body.toString())).toEqual({ Crawler: given });
  expect(headers).toEqual({ 'content-type': 'application/x-amz-json-1.1' });
});

test('a refusal passes as it is', () => {
  const refused = answer({ __type: 'EntityNotFoundException' }, 400);
  expect(toCrawlerAnswer(refused)).toBe(refused);
});
