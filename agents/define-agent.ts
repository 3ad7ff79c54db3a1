import type { AgentKind, Recipe } from './agent.ts';
import type { ParameterTable, ParameterValues } from './parameter-table.ts';

/**
 * Declares an agent kind; a file of `agents/catalog` exports the result as its default. Inside the declaration the
 * parameters have the types of its own table.
 */
export function defineAgent<const Table extends ParameterTable>(kind: AgentKind<Table>): AgentKind {
  const { weightsName, training, recipes, inference, ...required } = kind;
  return {
    ...required,
    hierarchy: adapted(kind.hierarchy),
    retina: (picture, parameters) => kind.retina(picture, own(parameters)),
    settling: adapted(kind.settling),
    weights: kind.weights === 'trained' ? 'trained' : adapted(kind.weights),
    ...(weightsName === undefined ? {} : { weightsName: adapted(weightsName) }),
    ...(training === undefined ? {} : { training: adapted(training) }),
    ...(inference === undefined
      ? {}
      : {
          inference: {
            ...inference,
            create: ({ parameters, ...rest }) =>
              inference.create({ ...rest, parameters: own(parameters) }),
          },
        }),
    ...(recipes === undefined
      ? {}
      : {
          recipes: Object.fromEntries(
            Object.entries(recipes).map(([name, recipe]): [string, Recipe] => [
              name,
              { ...recipe, plan: adapted(recipe.plan) },
            ]),
          ),
        }),
  };

  // The values were resolved against this very table by `resolveParameters`.
  function own(parameters: ParameterValues): ParameterValues<Table> {
    return parameters as ParameterValues<Table>;
  }

  function adapted<Result>(
    from: (parameters: ParameterValues<Table>) => Result,
  ): (parameters: ParameterValues) => Result {
    return (parameters) => from(own(parameters));
  }
}
