import { describe, expect, it, test } from 'vitest';
import { chooseJava, parseJavaRelease, parseReleaseFile } from './java-home.ts';

const versions: Readonly<Record<string, string>> = {
  '/old': '17.0.2',
  '/jdk24': '24.0.1',
  '/jdk25': '25.0.1',
  '/ancient': '1.8.0_392',
  '/odd': 'unknown',
};
const read = (home: string): string | undefined => versions[home];

describe('the Java to run Trino on', () => {
  test.each([
    {
      name: 'JAVA_HOME when it is new enough',
      javaHome: '/jdk24',
      onPath: '/jdk25',
      installed: ['/jdk25'],
      chosen: '/jdk24',
    },
    {
      name: 'the one on the PATH when JAVA_HOME is too old',
      javaHome: '/old',
      onPath: '/jdk24',
      installed: ['/jdk25'],
      chosen: '/jdk24',
    },
    {
      name: 'the newest installed one otherwise',
      javaHome: undefined,
      onPath: '/ancient',
      installed: ['/jdk24', '/jdk25', '/odd'],
      chosen: '/jdk25',
    },
    { name: 'none', javaHome: '/nowhere', onPath: '/old', installed: ['/ancient'], chosen: undefined },
  ])('is $name', ({ javaHome, onPath, installed, chosen }) => {
    expect(chooseJava({ javaHome, onPath, installed }, read)?.home).toBe(chosen);
  });

  test.each([
    ['25.0.1', 25],
    ['25', 25],
    ['24-ea', 24],
    ['1.8.0_392', 8],
    ['none', undefined],
  ])('%s is release %s', (version, release) => {
    expect(parseJavaRelease(version)).toBe(release);
  });

  it('has its version in its release file', () => {
    expect(parseReleaseFile('IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="25.0.1"\n')).toBe('25.0.1');
    expect(parseReleaseFile('')).toBeUndefined();
  });
});
