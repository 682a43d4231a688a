import * as z from 'zod';

/** A type as Trino's answers describe it; `timestamp(3)` has the arguments `[3]`, `row(a bigint)` has fields. */
export interface TrinoType {
  /** `bigint`, `varchar`, `timestamp with time zone`, `array`, `map`, `row` and so on. */
  readonly name: string;
  /** Lengths, precisions and scales. */
  readonly numbers: readonly number[];
  /** The element of an array, key and value of a map, the fields of a row in order. */
  readonly parts: readonly { readonly field: string | null; readonly type: TrinoType }[];
}

type Signature = z.output<typeof trinoTypeSignatureSchema>;

/** The required fields of a column's `typeSignature`. */
export const trinoTypeSignatureSchema = z.object({
  rawType: z.string(),
  get arguments() {
    return z
      .array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('TYPE'), value: trinoTypeSignatureSchema }),
          z.object({
            kind: z.literal('NAMED_TYPE'),
            value: z.object({
              fieldName: z.object({ name: z.string() }).nullish(),
              typeSignature: trinoTypeSignatureSchema,
            }),
          }),
          z.object({ kind: z.literal('LONG'), value: z.coerce.number() }),
          z.object({ kind: z.literal('VARIABLE'), value: z.string() }),
        ]),
      )
      .default([]);
  },
});

/**
 * A column's type from its signature.
 *
 * @example
 * toTrinoType({ rawType: 'decimal', arguments: [{ kind: 'LONG', value: 10 }, { kind: 'LONG', value: 2 }] }).numbers; // [10, 2]
 */
export function toTrinoType(signature: Signature): TrinoType {
  return {
    name: signature.rawType,
    numbers: signature.arguments.flatMap((argument) => (argument.kind === 'LONG' ? [argument.value] : [])),
    parts: signature.arguments.flatMap((argument): TrinoType['parts'] => {
      if (argument.kind === 'TYPE') return [{ field: null, type: toTrinoType(argument.value) }];
      if (argument.kind === 'NAMED_TYPE')
        return [{ field: argument.value.fieldName?.name ?? null, type: toTrinoType(argument.value.typeSignature) }];
      return [];
    }),
  };
}
