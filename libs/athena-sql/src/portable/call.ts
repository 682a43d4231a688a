import {
  AggregateFunctionBuilder,
  AggregateFunctionNode,
  type Expression,
  ExpressionWrapper,
  FunctionNode,
} from 'kysely';
import { type PortableName, portablePrefix } from './spellings.ts';

/** A call of a portable function, which a compiler spells; for the functions of this folder. */
export function call<T>(
  name: PortableName,
  ...args: readonly Expression<unknown>[]
): ExpressionWrapper<never, never, T> {
  return new ExpressionWrapper(
    FunctionNode.create(
      `${portablePrefix}${name}`,
      args.map((arg) => arg.toOperationNode()),
    ),
  );
}

/** A call of a portable aggregate that ends in its closing bracket, so that `.over(...)` or a window can follow it. */
export function callAggregate<T>(
  name: PortableName,
  ...args: readonly Expression<unknown>[]
): AggregateFunctionBuilder<never, never, T> {
  return new AggregateFunctionBuilder({
    aggregateFunctionNode: AggregateFunctionNode.create(
      `${portablePrefix}${name}`,
      args.map((arg) => arg.toOperationNode()),
    ),
  });
}
