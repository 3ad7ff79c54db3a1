import { readModelFolder } from '../families/recombination/model-folder/read-model-folder.ts';
import { recombinationStory } from '../families/recombination/recombination-story.ts';
import { TOY_VDJ, TOY_VJ } from '../families/recombination/toy-models.ts';
import { REFERENCES } from '../references.ts';
import { defineStory, tellStory } from '../story.ts';

/** Genes of immune receptors are cut and joined with bases between them; small models with numbers of our own. */
export default defineStory({
  name: 'recombination',
  summary: 'V(D)J recombination: genes are chosen, cut, and joined with random bases between.',
  datum: 'a sequence of bases, such as TGTGCCTTC',
  sources: [REFERENCES.marcou2018, REFERENCES.sethna2019],
  parameters: {
    genes: {
      kind: 'choice',
      default: 'vj',
      choices: ['vj', 'vdj'],
      meaning: 'Whether V is joined to J directly, or D lies between them.',
    },
    errorRate: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 0.5,
      unit: '1',
      meaning: 'Probability that a base is read as one of the other three.',
    },
  },
  story: ({ genes, errorRate }) =>
    tellStory(recombinationStory({ ...(genes === 'vj' ? TOY_VJ : TOY_VDJ), errorRate })),
  folder: {
    files: {
      params: { names: ['model_params.txt', 'model_parms.txt'], isOptional: false },
      marginals: { names: ['model_marginals.txt'], isOptional: false },
      vAnchors: { names: ['V_gene_CDR3_anchors.csv'], isOptional: true },
      jAnchors: { names: ['J_gene_CDR3_anchors.csv'], isOptional: true },
    },
    parameters: ['errorRate'],
    story: ({ name, files }, { errorRate }) =>
      tellStory(
        recombinationStory({
          ...readModelFolder({
            name,
            params: files['params']!,
            marginals: files['marginals']!,
            vAnchors: files['vAnchors'] ?? null,
            jAnchors: files['jAnchors'] ?? null,
          }),
          errorRate,
        }),
      ),
  },
});
