import { describe, expect, test } from 'vitest';
import { toAwsFailure } from './aws-failure.ts';
import { type LakeGlue, withAdvice } from '../../engines/lake/lake-glue.ts';

const named = (name: string): Error => Object.assign(new Error('words of AWS'), { name });

describe('a failure of AWS', () => {
  test.each([
    { name: 'ExpiredTokenException', transient: false, next: 'Sign in to AWS again, or refresh the role.' },
    { name: 'CredentialsProviderError', transient: false, next: 'Sign in to AWS again, or refresh the role.' },
    { name: 'NoSuchBucket', transient: false, next: 'Make the bucket, or correct its name.' },
    { name: 'AccessDeniedException', transient: false, next: 'The caller needs glue:GetTable there.' },
    { name: 'ValidationException', transient: false, next: 'Correct what is named.' },
    { name: 'ThrottlingException', transient: true, next: 'Run it again later.' },
    { name: 'TimeoutError', transient: true, next: 'Run it again later.' },
  ])('$name says what to do', ({ name, transient, next }) => {
    expect(toAwsFailure(named(name), 'glue:GetTable')).toEqual({ reason: `${name}: words of AWS`, transient, next });
  });

  test('without a region says where to set it', () => {
    expect(toAwsFailure(new Error('Region is missing'), 's3:GetObject')).toEqual({
      reason: 'no region is set',
      transient: false,
      next: 'Set AWS_REGION, or "region" of "lake".',
    });
  });

  test('of Glue names the call; errors that callers handle pass through unchanged', async () => {
    let failure = named('ExpiredTokenException');
    const fail = async (): Promise<never> => Promise.reject(failure);
    const glue: LakeGlue = withAdvice({
      createDatabase: fail,
      getDatabase: fail,
      getTable: fail,
      getTables: fail,
      createTable: fail,
      updateTable: fail,
      deleteTable: fail,
    });
    await expect(glue.getTable({ DatabaseName: 'd', Name: 't' })).rejects.toMatchObject({
      name: 'StoreError',
      transient: false,
      message: 'Glue: GetTable failed: ExpiredTokenException: words of AWS. Sign in to AWS again, or refresh the role.',
    });
    failure = named('EntityNotFoundException');
    await expect(glue.getTable({ DatabaseName: 'd', Name: 't' })).rejects.toBe(failure);
  });
});
