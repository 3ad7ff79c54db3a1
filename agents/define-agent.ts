import type { AgentKind } from './agent.ts';
import type { ParameterTable, ParameterValues } from './parameters.ts';

/**
 * Declares an agent kind; a file of `agents/catalog` exports the result as its default. Inside the declaration the
 * parameters have the types of its own table.
 */
export function defineAgent<const Table extends ParameterTable>(kind: AgentKind<Table>): AgentKind {
  return {
    ...kind,
    hierarchy: (parameters) => kind.hierarchy(own(parameters)),
    retina: (picture, parameters) => kind.retina(picture, own(parameters)),
    settling: (parameters) => kind.settling(own(parameters)),
    weights: kind.weights === 'trained' ? 'trained' : weightsOf(kind.weights),
  };

  // The values were resolved against this very table by `resolveParameters`.
  function own(parameters: ParameterValues): ParameterValues<Table> {
    return parameters as ParameterValues<Table>;
  }

  function weightsOf(
    weights: Exclude<AgentKind<Table>['weights'], 'trained'>,
  ): Exclude<AgentKind['weights'], 'trained'> {
    return (parameters) => weights(own(parameters));
  }
}
