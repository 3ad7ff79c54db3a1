import { meanOverParticipants } from './participant-means.ts';
import type { Estimate95 } from './summary.ts';

/**
 * Mean of what networks did, with its 95 % interval (Student's t): over networks where there are several, and over what it
 * was shown where there is one, which says nothing of other networks.
 *
 * @param values Those of one network after the other.
 * @param each Values of each network.
 */
export function meanOverNetworks(values: readonly number[], each: number): Estimate95 {
  const networks = Array.from({ length: values.length / each }, (_, network) =>
    values.slice(network * each, (network + 1) * each),
  );
  return networks.length < 2
    ? meanOverParticipants(values)
    : meanOverParticipants(networks.map((own) => meanOverParticipants(own).value));
}

/** What the intervals of {@link meanOverNetworks} are over, for the notes of a run. */
export function noteOnNetworks(networks: number, shown: string): string {
  return networks < 2
    ? `intervals are over ${shown}: one network says nothing of other networks`
    : `intervals are over ${networks} networks`;
}
