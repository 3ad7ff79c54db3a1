import type { Operation, OperationName } from '../program/program.ts';

/** The operation of one name. */
export type OperationOf<Name extends OperationName> = Extract<Operation, { readonly op: Name }>;

/** One function for each operation; leaving one out does not compile. */
export type Handlers<Context, Result> = {
  readonly [Name in OperationName]: (operation: OperationOf<Name>, context: Context) => Result;
};

/** Applies the function that belongs to an operation. */
export function handle<Context, Result>(
  handlers: Handlers<Context, Result>,
  operation: Operation,
  context: Context,
): Result {
  // TypeScript does not follow that an operation's name picks the function for that very operation.
  const handler = handlers[operation.op] as (operation: Operation, context: Context) => Result;
  return handler(operation, context);
}
