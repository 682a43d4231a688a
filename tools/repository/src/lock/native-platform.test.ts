import { describe, expect, it } from 'vitest';
import { platformOf } from './native-platform.mjs';

describe('platformOf', () => {
  it.each([
    { name: '@duckdb/node-bindings-darwin-arm64', platform: { os: ['darwin'], cpu: ['arm64'] } },
    { name: '@rollup/rollup-linux-arm-musleabihf', platform: { os: ['linux'], cpu: ['arm'], libc: ['musl'] } },
    { name: '@rollup/rollup-linux-arm-gnueabihf', platform: { os: ['linux'], cpu: ['arm'], libc: ['glibc'] } },
    { name: '@rollup/rollup-android-arm-eabi', platform: { os: ['android'], cpu: ['arm'] } },
    { name: '@rollup/rollup-win32-x64-gnu', platform: { os: ['win32'], cpu: ['x64'] } },
    { name: '@unrs/resolver-binding-openharmony-arm64', platform: { os: ['openharmony'], cpu: ['arm64'] } },
    { name: '@parcel/watcher-linux-x64-glibc', platform: { os: ['linux'], cpu: ['x64'], libc: ['glibc'] } },
    { name: '@esbuild/linux-x64', platform: { os: ['linux'], cpu: ['x64'] } },
  ])('reads the platform of $name', ({ name, platform }) => {
    expect(platformOf(name, [])).toEqual(platform);
  });

  it('treats Linux without a libc as glibc when a musl sibling exists', () => {
    const siblings = ['@duckdb/node-bindings-linux-x64', '@duckdb/node-bindings-linux-x64-musl'];

    expect(platformOf('@duckdb/node-bindings-linux-x64', siblings)).toEqual({
      os: ['linux'],
      cpu: ['x64'],
      libc: ['glibc'],
    });
  });

  it('names the package it cannot read', () => {
    expect(() => platformOf('fsevents', [])).toThrow(/optional package fsevents/);
  });
});
