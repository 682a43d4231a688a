import { describe, expect, it } from 'vitest';
import { alternate, findingOf } from './comparison.ts';

const measured = (cpuMs: number, ms: number, peakRssMiB: number) => ({ rows: 1, cpuMs, ms, peakRssMiB });

describe('a comparison', () => {
  it('measures the peer and the job in turn', async () => {
    const order: string[] = [];
    const measure = (name: string) => async () => {
      order.push(name);
      return Promise.resolve(measured(1, 1, 1));
    };

    await alternate(2, measure('ours'), measure('peer'));

    expect(order).toEqual(['peer', 'ours', 'peer', 'ours']);
  });

  it('shows the median of the ratios of each round, and the larger peak', () => {
    const finding = findingOf({
      job: 'a job',
      peer: 'a peer',
      goal: 1.1,
      ours: [measured(200, 150, 90), measured(900, 300, 110), measured(440, 220, 100)],
      peers: [measured(100, 100, 40), measured(300, 100, 50), measured(200, 100, 45)],
    });

    expect(finding).toMatchObject({ cpuRatio: 2.2, wallRatio: 2.2, cpuSeconds: 0.44, wallSeconds: 0.22 });
    expect(finding).toMatchObject({ peakMiB: 110, peerCpuSeconds: 0.2, peerPeakMiB: 50 });
  });
});
