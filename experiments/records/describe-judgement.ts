import type { JudgedRecords } from './judge-records.ts';

/** A measure in words: what it is, its value, and what it would ideally be. */
export interface DescribedMeasure {
  readonly name: string;
  readonly value: number;
  readonly ideal: string;
}

/** All measures, privacy first, and of privacy the attack first. */
export function describeJudgement({ privacy, fidelity }: JudgedRecords): DescribedMeasure[] {
  const largest = fidelity.margins.reduce((most, margin) =>
    margin.difference > most.difference ? margin : most,
  );
  return [
    { name: 'membership inference, area under the curve', value: privacy.membership, ideal: '.5' },
    { name: 'members found at 1 % false ones', value: privacy.membersFound, ideal: '.01' },
    {
      name: 'one column guessed from the others, right',
      value: privacy.attribute.members,
      ideal: 'that of held out',
    },
    {
      name: 'the same of people held out',
      value: privacy.attribute.others,
      ideal: '',
    },
    { name: 'closest record, learned / held out', value: privacy.closestRatio, ideal: '1' },
    {
      name: 'nearest / second nearest, learned',
      value: privacy.nearestRatios[0],
      ideal: 'that of held out',
    },
    { name: 'nearest / second nearest, held out', value: privacy.nearestRatios[1], ideal: '' },
    { name: 'loss of adversarial accuracy', value: privacy.adversarialLoss, ideal: '0' },
    {
      name: `largest difference of margins (${largest.column})`,
      value: largest.difference,
      ideal: '0',
    },
    {
      name: 'mean difference of correlations',
      value: fidelity.correlationDifference,
      ideal: '0',
    },
    { name: 'discriminator, area under the curve', value: fidelity.discriminator, ideal: '.5' },
    {
      name: 'outcome predicted, trained on real',
      value: fidelity.trainedOnReal,
      ideal: '',
    },
    {
      name: 'outcome predicted, trained on synthetic',
      value: fidelity.trainedOnSynthetic,
      ideal: 'that of real',
    },
  ];
}
