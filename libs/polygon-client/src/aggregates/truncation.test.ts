import { describe, expect, it } from 'vitest';
import { openT, toAnswer, toBar, toBars, toNextUrl } from '../testing/synthetic-bars.ts';
import { createTestClient, minutesOfADay, readPages } from '../testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from '../testing/vendor-server.ts';
import type { AggregatesRequest } from './aggregates-request.ts';

const empty = { body: toAnswer([]) };

async function readFrom(answers: readonly [ServerAnswer, ...ServerAnswer[]], request: Partial<AggregatesRequest>) {
  const server = await startVendorServer(inTurn(...answers));
  const { client } = createTestClient({ baseUrl: server.url });
  const { pages, error } = await readPages(client.aggregatePages({ ...minutesOfADay, ...request }));
  return {
    error,
    bars: pages.flatMap((page) => page.bars),
    checkpoints: pages.map((page) => page.checkpoint !== null),
    paths: server.calls.map((call) => call.path),
  };
}

/** The `from` of a call. */
const fromOf = (path: string | undefined): string | undefined => path?.split('/')[8];

describe('a full page without next_url', () => {
  it('ends the range when one more call, from the bar after the last, is empty', async () => {
    const { error, bars, checkpoints, paths } = await readFrom([{ body: toAnswer(toBars(0, 2)) }, empty], {
      pageLimit: 3,
    });

    expect({ error, bars, checkpoints }).toEqual({ error: null, bars: toBars(0, 2), checkpoints: [true, false] });
    expect(paths.map(fromOf)).toEqual(['2026-05-20', String(openT + 180_000)]);
  });

  it('does not end the range when that call returns bars: they are delivered, and another proof call follows', async () => {
    const answers = [toBars(0, 2), toBars(3, 5), toBars(6, 6)].map((bars) => ({ body: toAnswer(bars) }));
    const { error, bars, paths } = await readFrom([answers[0] ?? empty, ...answers.slice(1)], { pageLimit: 3 });

    expect({ error, bars }).toEqual({ error: null, bars: toBars(0, 6) });
    expect(paths).toHaveLength(3);
  });

  it('is detected by base bars, not by bars: two hours may be a full page', async () => {
    const hours = [0, 1].map((index) => toBar(index, 3_600_000));
    const { bars, paths } = await readFrom([{ body: toAnswer(hours, { queryCount: 120 }) }, empty], {
      timespan: 'hour',
      pageLimit: 120,
    });

    expect(bars).toEqual(hours);
    expect(paths.map(fromOf)).toEqual(['2026-05-20', String(openT + 2 * 3_600_000)]);
  });

  it.each([
    { queryCount: 60, calls: 1 },
    { queryCount: 61, calls: 2 },
    { queryCount: 119, calls: 2 },
  ])(
    'may have dropped an hour at the limit of 120: $queryCount base bars need $calls calls',
    async ({ queryCount, calls }) => {
      const { error, paths } = await readFrom([{ body: toAnswer([toBar(0, 3_600_000)], { queryCount }) }, empty], {
        timespan: 'hour',
        pageLimit: 120,
      });

      expect({ error, calls: paths.length }).toEqual({ error: null, calls });
    },
  );

  it('is detected by bars if queryCount is missing', async () => {
    const { paths } = await readFrom([{ body: toAnswer(toBars(0, 2), { queryCount: undefined }) }, empty], {
      pageLimit: 3,
    });

    expect(paths).toHaveLength(2);
  });

  it('needs no proof when the page is not full', async () => {
    const { paths, checkpoints } = await readFrom([{ body: toAnswer(toBars(0, 1)) }, empty], { pageLimit: 3 });

    expect({ calls: paths.length, checkpoints }).toEqual({ calls: 1, checkpoints: [false] });
  });

  it('needs no proof when the next bar would be beyond the range', async () => {
    const page = { body: toAnswer(toBars(0, 2)) };
    const atEnd = await readFrom([page, empty], { pageLimit: 3, from: openT, to: openT + 179_999 });
    const justBefore = await readFrom([page, empty], { pageLimit: 3, from: openT, to: openT + 180_000 });

    expect([atEnd.paths.length, justBefore.paths.length]).toEqual([1, 2]);
  });

  it('is proven complete when the server refuses a range that begins after its end', async () => {
    const refusal = {
      status: 400,
      body: {
        status: 'ERROR',
        request_id: 'r',
        error: "The parameter 'to' cannot be a time that occurs before 'from'",
      },
    };
    const { error, bars } = await readFrom([{ body: toAnswer(toBars(0, 2)) }, refusal], { pageLimit: 3 });

    expect({ error, bars }).toEqual({ error: null, bars: toBars(0, 2) });
  });

  it('is not proven complete by the same refusal of an announced page or of the first page', async () => {
    const refusal = {
      status: 400,
      body: { status: 'ERROR', error: "The parameter 'to' cannot be a time that occurs before 'from'" },
    };
    const announced = { body: toAnswer(toBars(0, 2), { next_url: toNextUrl(openT + 180_000) }) };

    expect((await readFrom([refusal], {})).error).toMatchObject({ code: 'bad-request' });
    expect((await readFrom([announced, refusal], {})).error).toMatchObject({
      reason: 'page-failed',
      cause: { code: 'bad-request' },
    });
  });

  it('is not proven complete by any other refusal', async () => {
    const refusal = { status: 400, body: { status: 'ERROR', error: 'Something else' } };
    const { error } = await readFrom([{ body: toAnswer(toBars(0, 2)) }, refusal], { pageLimit: 3 });

    expect(error).toMatchObject({ reason: 'page-failed', cause: { code: 'bad-request' } });
  });

  it('does not step over days by 24 hours: the next call starts just after the last bar, and the repeated day is dropped', async () => {
    const days = [toBar(0, 86_400_000), toBar(1, 86_400_000)];
    const after = { body: toAnswer(days.slice(1)) };
    const { error, bars, paths } = await readFrom([{ body: toAnswer(days) }, after], {
      timespan: 'day',
      to: '2026-05-29',
      pageLimit: 2,
    });

    expect({ error, bars }).toEqual({ error: null, bars: days });
    expect(paths.map(fromOf)).toEqual(['2026-05-20', String((days[1]?.t ?? 0) + 1)]);
  });

  it('ends the range when a page that is not quite full has no bar', async () => {
    const { error, paths } = await readFrom([{ body: toAnswer([], { queryCount: 59 }) }], {
      timespan: 'hour',
      pageLimit: 60,
    });

    expect({ error, calls: paths.length }).toEqual({ error: null, calls: 1 });
  });

  it('is an error when it has no bar at all: there is no place to continue from', async () => {
    const { error, bars } = await readFrom([{ body: toAnswer([], { queryCount: 60 }) }], {
      timespan: 'hour',
      pageLimit: 60,
    });

    expect(bars).toEqual([]);
    expect(error).toMatchObject({ code: 'pagination', reason: 'truncated' });
  });
});

describe('maxBars', () => {
  it('cuts in the middle of a page, ends there, and leaves a checkpoint for the rest', async () => {
    const server = await startVendorServer(inTurn({ body: toAnswer(toBars(0, 4)) }, { body: toAnswer(toBars(2, 4)) }));
    const { client } = createTestClient({ baseUrl: server.url });
    const { pages } = await readPages(client.aggregatePages({ ...minutesOfADay, maxBars: 2 }));
    const checkpoint = pages[0]?.checkpoint ?? null;
    const rest = await readPages(
      client.aggregatePages({ ...minutesOfADay, ...(checkpoint !== null && { resumeFrom: checkpoint }) }),
    );

    expect(pages.flatMap((page) => page.bars)).toEqual(toBars(0, 1));
    expect(rest.pages.flatMap((page) => page.bars)).toEqual(toBars(2, 4));
    expect(server.calls.map((call) => fromOf(call.path))).toEqual(['2026-05-20', String(openT + 120_000)]);
  });

  it('cuts nothing when the range has exactly that many', async () => {
    const { bars, checkpoints } = await readFrom([{ body: toAnswer(toBars(0, 1)) }], { maxBars: 2 });

    expect({ bars, checkpoints }).toEqual({ bars: toBars(0, 1), checkpoints: [false] });
  });
});
