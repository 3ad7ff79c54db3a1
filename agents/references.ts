/** A published source of a model, a number or a method. */
export interface Reference {
  /** Author, year, journal. */
  readonly text: string;
  /** Where it can be read: a DOI or arXiv address. */
  readonly url: string;
}

const doi = (text: string, identifier: string): Reference => ({
  text,
  url: `https://doi.org/${identifier}`,
});

/** Every source that the project cites; the only place where a DOI is typed. */
export const REFERENCES = {
  raoBallard1999: doi('Rao & Ballard (1999), Nature Neuroscience 2, 79-87', '10.1038/4580'),
  bogacz2017: doi(
    'Bogacz (2017), Journal of Mathematical Psychology 76, 198-211',
    '10.1016/j.jmp.2015.11.003',
  ),
  whittingtonBogacz2017: doi(
    'Whittington & Bogacz (2017), Neural Computation 29, 1229-1262',
    '10.1162/NECO_a_00949',
  ),
  salmon2011: doi(
    'Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC11',
    '10.1145/2063384.2063405',
  ),
  beckTeboulle2009: doi(
    'Beck & Teboulle (2009), SIAM Journal on Imaging Sciences 2, 183-202',
    '10.1137/080716542',
  ),
  kingmaBa2015: { text: 'Kingma & Ba (2015), Adam, ICLR', url: 'https://arxiv.org/abs/1412.6980' },
  ramanSarkar2016: {
    text: 'Raman & Sarkar (2016), Predictive coding: a possible explanation of filling-in at the blind spot',
    url: 'https://arxiv.org/abs/1507.01390',
  },
  leeMumfordHuang2001: doi(
    'Lee, Mumford & Huang (2001), Occlusion models for natural images, IJCV 41, 35-59',
    '10.1023/A:1011109015675',
  ),
  white1979: doi('White (1979), Perception 8, 413-416', '10.1068/p080413'),
  kanizsa1976: doi(
    'Kanizsa (1976), Subjective contours, Scientific American 234(4), 48-52',
    '10.1038/scientificamerican0476-48',
  ),
  daugman1985: doi(
    'Daugman (1985), Journal of the Optical Society of America A 2, 1160-1169',
    '10.1364/JOSAA.2.001160',
  ),
  campbellRobson1968: doi(
    'Campbell & Robson (1968), Journal of Physiology 197, 551-566',
    '10.1113/jphysiol.1968.sp008574',
  ),
  hubelWiesel1968: doi(
    'Hubel & Wiesel (1968), Journal of Physiology 195, 215-243',
    '10.1113/jphysiol.1968.sp008455',
  ),
  matsumotoKomatsu2005: doi(
    'Matsumoto & Komatsu (2005), Journal of Neurophysiology 93, 2374-2387',
    '10.1152/jn.00899.2004',
  ),
  heinemann1955: doi(
    'Heinemann (1955), Journal of Experimental Psychology 50, 89-96',
    '10.1037/h0040919',
  ),
} as const satisfies Record<string, Reference>;
