import { describe, expect, it } from 'vitest';
import { nodeComplaint } from './node-version.mjs';

describe('nodeComplaint', () => {
  it.each(['20.19.0', '20.19', '20.20.2', '22.0.0', '24.1.0', '100.0.0'])('is content with Node %s', (version) => {
    expect(nodeComplaint(version, '>=20.19')).toBeUndefined();
  });

  it.each(['20.18.9', '18.20.4', '8.0.0'])('says in one sentence what to do with Node %s', (version) => {
    expect(nodeComplaint(version, '>=20.19')).toContain(`needs Node 20.19 or newer; this is Node ${version}.`);
  });
});
