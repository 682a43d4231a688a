import { describe, expect, test } from 'vitest';
import { createConcurrencyGate } from './concurrency-gate.ts';

function setUp(places: number) {
  const gate = createConcurrencyGate(places);
  const running: string[] = [];
  const finish = new Map<string, (error?: Error) => void>();
  const enter = (name: string, signal?: AbortSignal) =>
    gate.use(() => {
      running.push(name);
      return new Promise<string>((resolve, reject) => finish.set(name, (error) => (error === undefined ? resolve(name) : reject(error))));
    }, signal);
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { enter, running, finish, settle };
}

describe('a concurrency gate', () => {
  test('lets the next in, in order, when one leaves or fails', async () => {
    const { enter, running, finish, settle } = setUp(1);
    const ends = Promise.allSettled([enter('a'), enter('b'), enter('c')]);
    await settle();
    expect(running).toEqual(['a']);
    finish.get('a')?.(new Error('broken'));
    await settle();
    expect(running).toEqual(['a', 'b']);
    finish.get('b')?.();
    await settle();
    finish.get('c')?.();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  test('who gives up while waiting takes no place, and who gave up before does not wait', async () => {
    const { enter, running, finish, settle } = setUp(1);
    const controller = new AbortController();
    const [first, second, third] = [enter('a'), enter('b', controller.signal).catch(String), enter('c')];
    await settle();
    controller.abort('enough');
    expect(await second).toBe('enough');
    expect(await enter('d', controller.signal).catch(String)).toBe('enough');
    finish.get('a')?.();
    await settle();
    finish.get('c')?.();
    expect([await first, await third]).toEqual(['a', 'c']);
    expect(running).toEqual(['a', 'c']);
  });
});
