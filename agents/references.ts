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
  mathys2011: doi(
    'Mathys, Daunizeau, Friston & Stephan (2011), Frontiers in Human Neuroscience 5, 39',
    '10.3389/fnhum.2011.00039',
  ),
  mathys2014: doi(
    'Mathys et al. (2014), Frontiers in Human Neuroscience 8, 825',
    '10.3389/fnhum.2014.00825',
  ),
  weber2023: {
    text: 'Weber et al. (2023), The generalized hierarchical Gaussian filter',
    url: 'https://arxiv.org/abs/2305.10937',
  },
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
  kalman1960: doi('Kalman (1960), Journal of Basic Engineering 82, 35-45', '10.1115/1.3662552'),
  rauch1965: doi('Rauch, Tung & Striebel (1965), AIAA Journal 3, 1445-1450', '10.2514/3.3166'),
  chu2004: doi(
    'Chu, Fan, Lin & Wang (2004), International Journal of Control 77, 767-788',
    '10.1080/00207170410001714988',
  ),
  durbinKoopman2012: doi(
    'Durbin & Koopman (2012), Time series analysis by state space methods, 2nd edition, Oxford',
    '10.1093/acprof:oso/9780199641178.001.0001',
  ),
  millidge2024: doi(
    'Millidge, Tang, Osanlouy, Harper & Bogacz (2024), PLoS Computational Biology 20, e1011183',
    '10.1371/journal.pcbi.1011183',
  ),
  friston2008: doi(
    'Friston, Trujillo-Barreto & Daunizeau (2008), DEM, NeuroImage 41, 849-885',
    '10.1016/j.neuroimage.2008.02.054',
  ),
  kiebel2008: doi(
    'Kiebel, Daunizeau & Friston (2008), PLoS Computational Biology 4, e1000209',
    '10.1371/journal.pcbi.1000209',
  ),
  fristonKiebel2009: doi(
    'Friston & Kiebel (2009), Neural Networks 22, 1093-1104',
    '10.1016/j.neunet.2009.07.023',
  ),
  feldmanFriston2010: doi(
    'Feldman & Friston (2010), Frontiers in Human Neuroscience 4, 215',
    '10.3389/fnhum.2010.00215',
  ),
  higham2005: doi(
    'Higham (2005), SIAM Journal on Matrix Analysis and Applications 26, 1179-1193',
    '10.1137/04061101X',
  ),
  heinemann1955: doi(
    'Heinemann (1955), Journal of Experimental Psychology 50, 89-96',
    '10.1037/h0040919',
  ),
  polyak1964: doi(
    'Polyak (1964), USSR Computational Mathematics and Mathematical Physics 4(5), 1-17',
    '10.1016/0041-5553(64)90137-5',
  ),
  odonoghueCandes2015: doi(
    "O'Donoghue & Candes (2015), Foundations of Computational Mathematics 15, 715-732",
    '10.1007/s10208-013-9150-3',
  ),
  hairerNorsettWanner1993: doi(
    'Hairer, Norsett & Wanner (1993), Solving Ordinary Differential Equations I, Springer',
    '10.1007/978-3-540-78862-1',
  ),
  marquardt1963: doi(
    'Marquardt (1963), Journal of the Society for Industrial and Applied Mathematics 11, 431-441',
    '10.1137/0111030',
  ),
  robertsTweedie1996: doi('Roberts & Tweedie (1996), Bernoulli 2, 341-363', '10.2307/3318418'),
  oliviersBogaczMeulemans2024: doi(
    'Oliviers, Bogacz & Meulemans (2024), PLoS Computational Biology 20, e1012532',
    '10.1371/journal.pcbi.1012532',
  ),
  tschantz2023: doi(
    'Tschantz, Millidge, Seth & Buckley (2023), PLoS Computational Biology 19, e1011280',
    '10.1371/journal.pcbi.1011280',
  ),
  song2020: {
    text: 'Song, Lukasiewicz, Xu & Bogacz (2020), Can the brain do backpropagation?, NeurIPS',
    url: 'https://arxiv.org/abs/2103.03725',
  },
  millidge2022: doi(
    'Millidge, Tschantz & Buckley (2022), Neural Computation 34, 1329-1368',
    '10.1162/neco_a_01497',
  ),
  rosenbaum2022: doi('Rosenbaum (2022), PLoS ONE 17, e0266102', '10.1371/journal.pone.0266102'),
  pinchetti2024: {
    text: 'Pinchetti et al. (2024), Benchmarking predictive coding networks made simple',
    url: 'https://arxiv.org/abs/2407.01163',
  },
  goemaere2025: {
    text: 'Goemaere, Oliviers, Bogacz & Demeester (2025), Error optimization: overcoming exponential signal decay in deep predictive coding networks',
    url: 'https://arxiv.org/abs/2505.20137',
  },
  oliviersTangBogacz2025: {
    text: 'Oliviers, Tang & Bogacz (2025), Bidirectional predictive coding',
    url: 'https://arxiv.org/abs/2505.23415',
  },
  spratling2010: doi(
    'Spratling (2010), Journal of Neuroscience 30, 3531-3543',
    '10.1523/JNEUROSCI.4911-09.2010',
  ),
  leeSeung2001: {
    text: 'Lee & Seung (2001), Algorithms for non-negative matrix factorization, NIPS 13, 556-562',
    url: 'https://papers.nips.cc/paper/1861-algorithms-for-non-negative-matrix-factorization',
  },
} as const satisfies Record<string, Reference>;
