import type { Athena } from '@aws-sdk/client-athena';
import type { Glue } from '@aws-sdk/client-glue';
import { expectTypeOf, test } from 'vitest';
import type { GlueApi } from '../../glue/glue-api.ts';
import type { AthenaApi } from './athena-api.ts';

test("the SDK's own classes fit without an adapter (checked by the type checker)", () => {
  expectTypeOf<Athena>().toExtend<AthenaApi>();
  expectTypeOf<Glue>().toExtend<GlueApi>();
});
