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
  yuilleKersten2006: doi(
    'Yuille & Kersten (2006), Vision as Bayesian inference: analysis by synthesis?, Trends in Cognitive Sciences 10, 301-308',
    '10.1016/j.tics.2006.05.002',
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
  daw2011: {
    text: 'Daw (2011), Trial-by-trial data analysis using computational models',
    url: 'https://doi.org/10.1093/acprof:oso/9780199600434.003.0001',
  },
  lawson2017: doi(
    'Lawson, Mathys & Rees (2017), Nature Neuroscience 20, 1293-1299',
    '10.1038/nn.4615',
  ),
  powers2017: doi(
    'Powers, Mathys & Corlett (2017), Science 357, 596-600',
    '10.1126/science.aan3458',
  ),
  rescorlaWagner1972: {
    text: 'Rescorla & Wagner (1972), in Classical Conditioning II, 64-99',
    url: 'https://www.worldcat.org/title/classical-conditioning-ii/oclc/265087',
  },
  pearceHall1980: doi(
    'Pearce & Hall (1980), Psychological Review 87, 532-552',
    '10.1037/0033-295X.87.6.532',
  ),
  li2011: doi(
    'Li, Schiller, Schoenbaum, Phelps & Daw (2011), Nature Neuroscience 14, 1250-1252',
    '10.1038/nn.2904',
  ),
  sutton1992: {
    text: 'Sutton (1992), Gain adaptation beats least squares?, Proc. 7th Yale Workshop, 161-166',
    url: 'http://incompleteideas.net/papers/sutton-92b.pdf',
  },
  stephan2009: doi(
    'Stephan et al. (2009), NeuroImage 46, 1004-1017',
    '10.1016/j.neuroimage.2009.03.025',
  ),
  rigoux2014: doi(
    'Rigoux, Stephan, Friston & Daunizeau (2014), NeuroImage 84, 971-985',
    '10.1016/j.neuroimage.2013.08.065',
  ),
  huys2011: doi(
    'Huys et al. (2011), PLoS Computational Biology 7, e1002028',
    '10.1371/journal.pcbi.1002028',
  ),
  haario2001: doi('Haario, Saksman & Tamminen (2001), Bernoulli 7, 223-242', '10.2307/3318737'),
  vehtari2021: doi('Vehtari et al. (2021), Bayesian Analysis 16, 667-718', '10.1214/20-BA1221'),
  salmon2011: doi(
    'Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC11',
    '10.1145/2063384.2063405',
  ),
  beckTeboulle2009: doi(
    'Beck & Teboulle (2009), SIAM Journal on Imaging Sciences 2, 183-202',
    '10.1137/080716542',
  ),
  pinchetti2025: {
    text: 'Pinchetti et al. (2025), Benchmarking predictive coding networks - made simple, ICLR',
    url: 'https://arxiv.org/abs/2407.01163',
  },
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
  shumwayStoffer1982: doi(
    'Shumway & Stoffer (1982), Journal of Time Series Analysis 3, 253-264',
    '10.1111/j.1467-9892.1982.tb00349.x',
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
    text: 'Song, Lukasiewicz, Xu & Bogacz (2020), Can the brain do backpropagation? Exact implementation of backpropagation in predictive coding networks, NeurIPS',
    url: 'https://zhenghuaxu.info/publication/NeurIPS2020',
  },
  millidge2022: doi(
    'Millidge, Tschantz & Buckley (2022), Neural Computation 34, 1329-1368',
    '10.1162/neco_a_01497',
  ),
  rosenbaum2022: doi('Rosenbaum (2022), PLoS ONE 17, e0266102', '10.1371/journal.pone.0266102'),
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
  makowski2021: doi(
    'Makowski, Lau, Pham, Boyce & Chen (2021), A parametric framework to generate visual illusions using Python, Perception 50, 950-965',
    '10.1177/03010066211057347',
  ),
  newsomePare1988: doi(
    'Newsome & Pare (1988), Journal of Neuroscience 8, 2201-2211',
    '10.1523/JNEUROSCI.08-06-02201.1988',
  ),
  nijhawan1994: doi(
    'Nijhawan (1994), Motion extrapolation in catching, Nature 370, 256-257',
    '10.1038/370256b0',
  ),
  adelsonMovshon1982: doi(
    'Adelson & Movshon (1982), Phenomenal coherence of moving visual patterns, Nature 300, 523-525',
    '10.1038/300523a0',
  ),
  naatanen1978: doi(
    'Naatanen, Gaillard & Mantysalo (1978), Acta Psychologica 42, 313-329',
    '10.1016/0001-6918(78)90006-9',
  ),
  bekinschtein2009: doi(
    'Bekinschtein et al. (2009), Neural signature of the conscious processing of auditory regularities, PNAS 106, 1672-1677',
    '10.1073/pnas.0809667106',
  ),
  garrido2008: doi(
    'Garrido et al. (2008), The functional anatomy of the MMN, NeuroImage 42, 936-944',
    '10.1016/j.neuroimage.2008.05.018',
  ),
  jacobsenSchroger2001: doi(
    'Jacobsen & Schroger (2001), Is there pre-attentive memory-based comparison of pitch?, Psychophysiology 38, 723-727',
    '10.1111/1469-8986.3840723',
  ),
  ramachandran1988: doi(
    'Ramachandran (1988), Perception of shape from shading, Nature 331, 163-166',
    '10.1038/331163a0',
  ),
  sunPerona1998: doi(
    'Sun & Perona (1998), Where is the sun?, Nature Neuroscience 1, 183-184',
    '10.1038/630',
  ),
  mamassianGoutcher2001: doi(
    'Mamassian & Goutcher (2001), Prior knowledge on the illumination position, Cognition 81, B1-B9',
    '10.1016/S0010-0277(01)00116-0',
  ),
  adams2004: doi(
    'Adams, Graf & Ernst (2004), Experience can change the light-from-above prior, Nature Neuroscience 7, 1057-1058',
    '10.1038/nn1312',
  ),
  corneyLotto2007: doi(
    'Corney & Lotto (2007), What are lightness illusions and why do we see them?, PLoS Computational Biology 3, e180',
    '10.1371/journal.pcbi.0030180',
  ),
  knierimVanEssen1992: doi(
    'Knierim & Van Essen (1992), Neuronal responses to static texture patterns in area V1 of the alert macaque monkey, Journal of Neurophysiology 67, 961-980',
    '10.1152/jn.1992.67.4.961',
  ),
  pang2021: {
    text: "Pang, O'May, Choksi & VanRullen (2021), Predictive coding feedback results in perceived illusory contours in a recurrent neural network, Neural Networks 144, 164-175",
    url: 'https://arxiv.org/abs/2102.01955',
  },
  gibsonRadner1937: doi(
    'Gibson & Radner (1937), Journal of Experimental Psychology 20, 453-467',
    '10.1037/h0059826',
  ),
  fieldHayesHess1993: doi(
    'Field, Hayes & Hess (1993), Contour integration by the human visual system, Vision Research 33, 173-193',
    '10.1016/0042-6989(93)90156-Q',
  ),
  schrauf1997: doi(
    'Schrauf, Lingelbach & Wist (1997), The scintillating grid illusion, Vision Research 37, 1033-1038',
    '10.1016/S0042-6989(96)00255-6',
  ),
  mooney1957: doi('Mooney (1957), Canadian Journal of Psychology 11, 219-226', '10.1037/h0083717'),
  lorenceauShiffrar1992: doi(
    'Lorenceau & Shiffrar (1992), The influence of terminators on motion integration across space, Vision Research 32, 263-273',
    '10.1016/0042-6989(92)90137-8',
  ),
  watanabe2018: doi(
    'Watanabe, Kitaoka, Sakamoto, Yasugi & Tanaka (2018), Illusory motion reproduced by deep neural networks trained for prediction, Frontiers in Psychology 9, 345',
    '10.3389/fpsyg.2018.00345',
  ),
  sekuler1997: doi(
    'Sekuler, Sekuler & Lau (1997), Sound alters visual motion perception, Nature 385, 308',
    '10.1038/385308a0',
  ),
  breitmeyerGanz1976: doi(
    'Breitmeyer & Ganz (1976), Psychological Review 83, 1-36',
    '10.1037/0033-295X.83.1.1',
  ),
  posner1980: doi(
    'Posner (1980), Orienting of attention, Quarterly Journal of Experimental Psychology 32, 3-25',
    '10.1080/00335558008248231',
  ),
  ernstBanks2002: doi(
    'Ernst & Banks (2002), Humans integrate visual and haptic information in a statistically optimal fashion, Nature 415, 429-433',
    '10.1038/415429a',
  ),
  qian1994: doi(
    'Qian, Andersen & Adelson (1994), Transparent motion perception as detection of unbalanced motion signals, Journal of Neuroscience 14, 7357-7366',
    '10.1523/JNEUROSCI.14-12-07357.1994',
  ),
  pelliTillman2008: doi(
    'Pelli & Tillman (2008), The uncrowded window of object recognition, Nature Neuroscience 11, 1129-1135',
    '10.1038/nn.2187',
  ),
  blakeLogothetis2002: doi(
    'Blake & Logothetis (2002), Visual competition, Nature Reviews Neuroscience 3, 13-21',
    '10.1038/nrn701',
  ),
  tylerClarke1990: doi(
    'Tyler & Clarke (1990), The autostereogram, SPIE 1256, 182-197',
    '10.1117/12.19904',
  ),
  gregoryHeard1979: doi(
    'Gregory & Heard (1979), Border locking and the Cafe Wall illusion, Perception 8, 365-380',
    '10.1068/p080365',
  ),
  cavanaugh2002: doi(
    'Cavanaugh, Bair & Movshon (2002), Journal of Neurophysiology 88, 2530-2546',
    '10.1152/jn.00692.2001',
  ),
  pantlePicciano1976: doi(
    'Pantle & Picciano (1976), A multistable movement display, Science 193, 500-502',
    '10.1126/science.941023',
  ),
  white1981: doi('White (1981), Perception 10, 215-230', '10.1068/p100215'),
  whiteWhite1985: doi(
    'White & White (1985), Vision Research 25, 1331-1335',
    '10.1016/0042-6989(85)90049-5',
  ),
  carney1999: doi('Carney et al. (1999), Proceedings of SPIE 3644, 542-551', '10.1117/12.348473'),
  bindmanChubb2004: doi(
    'Bindman & Chubb (2004), Brightness assimilation in bullseye displays, Vision Research 44, 309-319',
    '10.1016/S0042-6989(03)00430-9',
  ),
  robinson2007: doi(
    'Robinson, Hammon & de Sa (2007), Vision Research 47, 1631-1644',
    '10.1016/j.visres.2007.02.017',
  ),
  betz2015: doi(
    'Betz, Shapley, Wichmann & Maertens (2015), Journal of Vision 15(14), 1',
    '10.1167/15.14.1',
  ),
  domijan2015: doi(
    'Domijan (2015), Frontiers in Human Neuroscience 9, 93',
    '10.3389/fnhum.2015.00093',
  ),
  murray2020: doi('Murray (2020), Journal of Vision 20(7), 28', '10.1167/jov.20.7.28'),
  schmittwilken2024: doi(
    'Schmittwilken, Wichmann & Maertens (2024), Vision Research 222, 108450',
    '10.1016/j.visres.2024.108450',
  ),
  bolzGilbert1986: doi('Bolz & Gilbert (1986), Nature 320, 362-365', '10.1038/320362a0'),
  alaisBurr2004: doi(
    'Alais & Burr (2004), The ventriloquist effect results from near-optimal bimodal integration, Current Biology 14, 257-262',
    '10.1016/j.cub.2004.01.029',
  ),
  kording2007: doi(
    'Kording et al. (2007), Causal inference in multisensory perception, PLoS ONE 2, e943',
    '10.1371/journal.pone.0000943',
  ),
  weiss2002: doi(
    'Weiss, Simoncelli & Adelson (2002), Motion illusions as optimal percepts, Nature Neuroscience 5, 598-604',
    '10.1038/nn0602-858',
  ),
  stockerSimoncelli2006: doi(
    'Stocker & Simoncelli (2006), Noise characteristics and prior expectations in human visual speed perception, Nature Neuroscience 9, 578-585',
    '10.1038/nn1669',
  ),
  girshick2011: doi(
    'Girshick, Landy & Simoncelli (2011), Cardinal rules, Nature Neuroscience 14, 926-932',
    '10.1038/nn.2831',
  ),
  jazayeriShadlen2010: doi(
    'Jazayeri & Shadlen (2010), Temporal context calibrates interval timing, Nature Neuroscience 13, 1020-1026',
    '10.1038/nn.2590',
  ),
  cicchini2018: doi(
    'Cicchini, Mikellidou & Burr (2018), The functional role of serial dependence, Proceedings of the Royal Society B 285, 20181722',
    '10.1098/rspb.2018.1722',
  ),
  fischerWhitney2014: doi(
    'Fischer & Whitney (2014), Serial dependence in visual perception, Nature Neuroscience 17, 738-743',
    '10.1038/nn.3689',
  ),
  eaglemanSejnowski2000: doi(
    'Eagleman & Sejnowski (2000), Motion integration and postdiction in visual awareness, Science 287, 2036-2038',
    '10.1126/science.287.5460.2036',
  ),
  freydFinke1984: doi(
    'Freyd & Finke (1984), Representational momentum, Journal of Experimental Psychology: Learning, Memory, and Cognition 10, 126-132',
    '10.1037/0278-7393.10.1.126',
  ),
  shams2005: doi(
    'Shams, Ma & Beierholm (2005), Sound-induced flash illusion as an optimal percept, NeuroReport 16, 1923-1927',
    '10.1097/01.wnr.0000187634.68504.bb',
  ),
  brascamp2005: doi(
    'Brascamp, van Ee, Pestman & van den Berg (2005), Distributions of alternation rates in various forms of bistable perception, Journal of Vision 5, 287-298',
    '10.1167/5.4.1',
  ),
  brascampKlinkLevelt2015: doi(
    "Brascamp, Klink & Levelt (2015), The 'laws' of binocular rivalry: 50 years of Levelt's propositions, Vision Research 109, 20-37",
    '10.1016/j.visres.2015.02.019',
  ),
  wagenmakers2007: doi(
    'Wagenmakers, van der Maas & Grasman (2007), An EZ-diffusion model for response time and accuracy, Psychonomic Bulletin & Review 14, 3-22',
    '10.3758/BF03194023',
  ),
  watson2017: doi(
    'Watson (2017), QUEST+: a general multidimensional Bayesian adaptive psychometric method, Journal of Vision 17(3), 10',
    '10.1167/17.3.10',
  ),
  levitt1971: doi(
    'Levitt (1971), Transformed up-down methods in psychoacoustics, Journal of the Acoustical Society of America 49, 467-477',
    '10.1121/1.1912375',
  ),
  kaernbach1991: doi(
    'Kaernbach (1991), Simple adaptive testing with the weighted up-down method, Perception & Psychophysics 49, 227-229',
    '10.3758/BF03214307',
  ),
  wichmannHill2001: doi(
    'Wichmann & Hill (2001), The psychometric function I, Perception & Psychophysics 63, 1293-1313',
    '10.3758/BF03194544',
  ),
  hautus1995: doi(
    "Hautus (1995), Corrections for extreme proportions and their biasing effects on estimated values of d', Behavior Research Methods, Instruments, & Computers 27, 46-51",
    '10.3758/BF03203619',
  ),
  deLeeuw2023: doi(
    'de Leeuw, Gilbert & Luchterhandt (2023), jsPsych, Journal of Open Source Software 8, 5351',
    '10.21105/joss.05351',
  ),
  marcou2018: doi(
    'Marcou, Mora & Walczak (2018), High-throughput immune repertoire analysis with IGoR, Nature Communications 9, 561',
    '10.1038/s41467-018-02832-w',
  ),
  sethna2019: doi(
    'Sethna, Elhanati, Callan, Walczak & Mora (2019), OLGA: fast computation of generation probabilities of B- and T-cell receptor amino acid sequences and motifs, Bioinformatics 35, 2974-2981',
    '10.1093/bioinformatics/btz035',
  ),
  sethna2020: doi(
    'Sethna, Isacchini, Dupic, Mora, Walczak & Elhanati (2020), Population variability in the generation and selection of T-cell repertoires, PLoS Computational Biology 16, e1008394',
    '10.1371/journal.pcbi.1008394',
  ),
  heusel2017: {
    text: 'Heusel, Ramsauer, Unterthiner, Nessler & Hochreiter (2017), GANs trained by a two time-scale update rule converge to a local Nash equilibrium',
    url: 'https://arxiv.org/abs/1706.08500',
  },
  gretton2012: {
    text: 'Gretton, Borgwardt, Rasch, Schoelkopf & Smola (2012), A kernel two-sample test, Journal of Machine Learning Research 13, 723-773',
    url: 'https://www.jmlr.org/papers/v13/gretton12a.html',
  },
  kynkaanniemi2019: {
    text: 'Kynkaanniemi, Karras, Laine, Lehtinen & Aila (2019), Improved precision and recall metric for assessing generative models',
    url: 'https://arxiv.org/abs/1904.06991',
  },
  odgaard2013: doi(
    'Odgaard, Stoustrup & Kinnaert (2013), Fault-tolerant control of wind turbines: a benchmark model, IEEE Transactions on Control Systems Technology 21, 1168-1182',
    '10.1109/TCST.2013.2259235',
  ),
  page1954: doi(
    'Page (1954), Continuous inspection schemes, Biometrika 41, 100-115',
    '10.1093/biomet/41.1-2.100',
  ),
  lorden1971: doi(
    'Lorden (1971), Procedures for reacting to a change in distribution, Annals of Mathematical Statistics 42, 1897-1908',
    '10.1214/aoms/1177693055',
  ),
  bintu2005: doi(
    'Bintu, Buchler, Garcia, Gerland, Hwa, Kondev & Phillips (2005), Transcriptional regulation by the numbers: models, Current Opinion in Genetics & Development 15, 116-124',
    '10.1016/j.gde.2005.02.007',
  ),
  ngJordan2001: {
    text: 'Ng & Jordan (2001), On discriminative vs. generative classifiers: a comparison of logistic regression and naive Bayes, NeurIPS 14, 841-848',
    url: 'https://papers.nips.cc/paper_files/paper/2001/hash/7b7a53e239400a13bd6be6c91c4f6c4e-Abstract.html',
  },
  yeom2018: {
    text: 'Yeom, Giacomelli, Fredrikson & Jha (2018), Privacy risk in machine learning: analyzing the connection to overfitting, IEEE Computer Security Foundations Symposium',
    url: 'https://arxiv.org/abs/1709.01604',
  },
  dwork2006: doi(
    'Dwork, McSherry, Nissim & Smith (2006), Calibrating noise to sensitivity in private data analysis, Theory of Cryptography Conference, 265-284',
    '10.1007/11681878_14',
  ),
  yale2020: doi(
    'Yale, Dash, Dutta, Guyon, Pavao & Bennett (2020), Generation and evaluation of privacy preserving synthetic health data, Neurocomputing 416, 244-255',
    '10.1016/j.neucom.2019.12.136',
  ),
  glorotBengio2010: {
    text: 'Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, AISTATS',
    url: 'https://proceedings.mlr.press/v9/glorot10a.html',
  },
  kingmaWelling2014: {
    text: 'Kingma & Welling (2014), Auto-encoding variational Bayes, ICLR',
    url: 'https://arxiv.org/abs/1312.6114',
  },
  burda2016: {
    text: 'Burda, Grosse & Salakhutdinov (2016), Importance weighted autoencoders, ICLR',
    url: 'https://arxiv.org/abs/1509.00519',
  },
  goodfellow2014: {
    text: 'Goodfellow et al. (2014), Generative adversarial networks',
    url: 'https://arxiv.org/abs/1406.2661',
  },
  lin2018: {
    text: 'Lin, Khetan, Fanti & Oh (2018), PacGAN: the power of two samples in generative adversarial networks',
    url: 'https://arxiv.org/abs/1712.04086',
  },
  mirzaOsindero2014: {
    text: 'Mirza & Osindero (2014), Conditional generative adversarial nets',
    url: 'https://arxiv.org/abs/1411.1784',
  },
  hoSalimans2022: {
    text: 'Ho & Salimans (2022), Classifier-free diffusion guidance',
    url: 'https://arxiv.org/abs/2207.12598',
  },
  kingma2021: {
    text: 'Kingma, Salimans, Poole & Ho (2021), Variational diffusion models, NeurIPS',
    url: 'https://arxiv.org/abs/2107.00630',
  },
  liPrabhudesai2023: {
    text: 'Li, Prabhudesai, Duggal, Brown & Pathak (2023), Your diffusion model is secretly a zero-shot classifier, ICCV',
    url: 'https://arxiv.org/abs/2303.16203',
  },
  salimansHo2022: {
    text: 'Salimans & Ho (2022), Progressive distillation for fast sampling of diffusion models',
    url: 'https://arxiv.org/abs/2202.00512',
  },
  karras2022: {
    text: 'Karras, Aittala, Aila & Laine (2022), Elucidating the design space of diffusion-based generative models',
    url: 'https://arxiv.org/abs/2206.00364',
  },
  song2021: {
    text: 'Song et al. (2021), Score-based generative modeling through stochastic differential equations, ICLR',
    url: 'https://arxiv.org/abs/2011.13456',
  },
  songMengErmon2021: {
    text: 'Song, Meng & Ermon (2021), Denoising diffusion implicit models, ICLR',
    url: 'https://arxiv.org/abs/2010.02502',
  },
  metz2017: {
    text: 'Metz, Poole, Pfau & Sohl-Dickstein (2017), Unrolled generative adversarial networks, ICLR',
    url: 'https://arxiv.org/abs/1611.02163',
  },
  trippe2023: {
    text: 'Trippe et al. (2023), Diffusion probabilistic modeling of protein backbones in 3D for the motif-scaffolding problem',
    url: 'https://arxiv.org/abs/2206.04119',
  },
  ho2020: {
    text: 'Ho, Jain & Abbeel (2020), Denoising diffusion probabilistic models',
    url: 'https://arxiv.org/abs/2006.11239',
  },
  bao2022: {
    text: 'Bao, Li, Zhu & Zhang (2022), Analytic-DPM: an analytic estimate of the optimal reverse variance in diffusion probabilistic models',
    url: 'https://arxiv.org/abs/2201.06503',
  },
  murphy1998: {
    text: 'Murphy (1998), A brief introduction to graphical models and Bayesian networks',
    url: 'https://www.cs.ubc.ca/~murphyk/Bayes/bnintro.html',
  },
  srivastava2017: {
    text: 'Srivastava, Valkov, Russell, Gutmann & Sutton (2017), VEEGAN: reducing mode collapse in GANs using implicit variational learning, Advances in Neural Information Processing Systems 30',
    url: 'https://arxiv.org/abs/1705.07761',
  },
  friston2005: doi(
    'Friston (2005), A theory of cortical responses, Philosophical Transactions of the Royal Society B 360, 815-836',
    '10.1098/rstb.2005.1622',
  ),
  garrido2009: doi(
    'Garrido, Kilner, Stephan & Friston (2009), The mismatch negativity: a review of underlying mechanisms, Clinical Neurophysiology 120, 453-463',
    '10.1016/j.clinph.2008.11.029',
  ),
  naatanen2007: doi(
    'Naatanen, Paavilainen, Rinne & Alho (2007), The mismatch negativity (MMN) in basic research of central auditory processing, Clinical Neurophysiology 118, 2544-2590',
    '10.1016/j.clinph.2007.04.026',
  ),
  lieder2013: doi(
    'Lieder, Daunizeau, Garrido, Friston & Stephan (2013), Modelling trial-by-trial changes in the mismatch negativity, PLoS Computational Biology 9, e1002911',
    '10.1371/journal.pcbi.1002911',
  ),
  yabe1997: doi(
    'Yabe, Tervaniemi, Reinikainen & Naatanen (1997), Temporal window of integration revealed by MMN to sound omission, NeuroReport 8, 1971-1974',
    '10.1097/00001756-199705260-00035',
  ),
  summerfield2008: doi(
    'Summerfield, Trittschuh, Monti, Mesulam & Egner (2008), Neural repetition suppression reflects fulfilled perceptual expectations, Nature Neuroscience 11, 1004-1006',
    '10.1038/nn.2163',
  ),
  olkkonen2017: doi(
    'Olkkonen, Aguirre & Epstein (2017), Expectation modulates repetition priming under high stimulus variability, Journal of Vision 17(6), 10',
    '10.1167/17.6.10',
  ),
  similarExpectation2019: doi(
    'Similar expectation effects for immediate and delayed stimulus repetitions (2019), Frontiers in Neuroscience 13, 1379',
    '10.3389/fnins.2019.01379',
  ),
  pellicanoBurr2012: doi(
    "Pellicano & Burr (2012), When the world becomes 'too real': a Bayesian explanation of autistic perception, Trends in Cognitive Sciences 16, 504-510",
    '10.1016/j.tics.2012.08.009',
  ),
  adams2013: doi(
    'Adams, Stephan, Brown, Frith & Friston (2013), The computational anatomy of psychosis, Frontiers in Psychiatry 4, 47',
    '10.3389/fpsyt.2013.00047',
  ),
  tippingBishop1999: doi(
    'Tipping & Bishop (1999), Probabilistic principal component analysis, Journal of the Royal Statistical Society B 61, 611-622',
    '10.1111/1467-9868.00196',
  ),
  schmittwilken2023: doi(
    'Schmittwilken, Maertens & Vincent (2023), stimupy: a Python package for creating stimuli in vision science, Journal of Open Source Software 8(86), 5321',
    '10.21105/joss.05321',
  ),
  fraser1908: doi(
    'Fraser (1908), A new visual illusion of direction, British Journal of Psychology 2, 307-320',
    '10.1111/j.2044-8295.1908.tb00182.x',
  ),
  hillJohnston2007: doi(
    'Hill & Johnston (2007), The hollow-face illusion, Perception 36, 199-223',
    '10.1068/p5523',
  ),
  ramachandranGregory1991: doi(
    'Ramachandran & Gregory (1991), Perceptual filling in of artificially induced scotomas in human vision, Nature 350, 699-702',
    '10.1038/350699a0',
  ),
  lecun1998: doi(
    'LeCun, Bottou, Bengio & Haffner (1998), Gradient-based learning applied to document recognition, Proceedings of the IEEE',
    '10.1109/5.726791',
  ),
  srivastava2015: {
    text: 'Srivastava, Mansimov & Salakhutdinov (2015), Unsupervised learning of video representations using LSTMs, International Conference on Machine Learning',
    url: 'https://arxiv.org/abs/1502.04681',
  },
  necker1832: {
    text: 'Necker (1832), Observations on some remarkable phenomena seen in Switzerland, Philosophical Magazine 3, 329',
    url: 'https://qbism.art/necker-cube/original-publication-1832/',
  },
  rubinVase: {
    text: 'Rubin (1915), Synsoplevede figurer, as told in Rubin vase, Wikipedia',
    url: 'https://en.wikipedia.org/wiki/Rubin_vase',
  },
  heringIllusion: {
    text: 'Hering (1861) and, with the opposite effect, Wundt, as told in Hering illusion, Wikipedia',
    url: 'https://en.wikipedia.org/wiki/Hering_illusion',
  },
  shepardTables: {
    text: 'Shepard tables, Wikipedia',
    url: 'https://en.wikipedia.org/wiki/Shepard_tables',
  },
  burke1952: {
    text: 'Burke (1952), On the tunnel effect, Quarterly Journal of Experimental Psychology 4, 121-138, as told in Tunnel effect, Wikipedia',
    url: 'https://en.wikipedia.org/wiki/Tunnel_effect',
  },
  todorovic1997: doi(
    'Todorovic (1997), Lightness and junctions, Perception 26, 379-394',
    '10.1068/p260379',
  ),
  anderson1997: doi(
    'Anderson (1997), A theory of illusory lightness and transparency in monocular and binocular images: the role of contour junctions, Perception 26, 419-453',
    '10.1068/p260419',
  ),
  anderson2001: doi(
    "Anderson (2001), Contrasting theories of White's illusion, on the display of Howe (2001), Perception 30, 1499-1507",
    '10.1068/p3012ds',
  ),
  howe2005: doi(
    "Howe (2005), White's effect: removing the junctions but preserving the strength of the illusion, Perception 34, 557-564",
    '10.1068/p5414',
  ),
  yazdanbakhsh2002: doi(
    'Yazdanbakhsh, Arabzadeh, Babadi & Fazl (2002), Munker-White-like illusions without T-junctions, Perception 31, 711-715',
    '10.1068/p3348',
  ),
  bressan2001: doi(
    'Bressan (2001), Explaining lightness illusions, Perception 30, 1031-1046',
    '10.1068/p3109',
  ),
  agostiniGalmonte2002: doi(
    'Agostini & Galmonte (2002), Perceptual organization overcomes the effects of local surround in determining simultaneous lightness contrast, Psychological Science 13, 89',
    '10.1111/1467-9280.00417',
  ),
  benary1924: doi(
    'Benary (1924), Beobachtungen zu einem Experiment ueber Helligkeitskontrast, Psychologische Forschung 5, 131',
    '10.1007/BF00402398',
  ),
  adelson1993: doi(
    'Adelson (1993), Perceptual organization and the judgment of brightness, Science 262, 2042-2044',
    '10.1126/science.8266102',
  ),
  landMcCann1971: doi(
    'Land & McCann (1971), Lightness and retinex theory, Journal of the Optical Society of America 61, 1-11',
    '10.1364/JOSA.61.000001',
  ),
  mcCourt1982: {
    text: 'McCourt (1982), A spatial frequency dependent grating-induction effect, Vision Research 22, 119-134, as told in McCourt & Blakeslee (1993)',
    url: 'https://doi.org/10.1016/0042-6989(93)90130-O',
  },
  mcCourtBlakeslee1993: doi(
    'McCourt & Blakeslee (1993), Vision Research 33, 2499-2507',
    '10.1016/0042-6989(93)90130-O',
  ),
  hermann1870: {
    text: 'Hermann (1870), as told in Grid illusion, Wikipedia',
    url: 'https://en.wikipedia.org/wiki/Grid_illusion',
  },
  cornsweet1970: {
    text: 'Cornsweet (1970), Visual perception, Academic Press, as told in Cornsweet illusion, Wikipedia',
    url: 'https://en.wikipedia.org/wiki/Cornsweet_illusion',
  },
  muellerLyer1889: {
    text: 'Mueller-Lyer (1889), Optische Urteilstaeuschungen, Archiv fuer Anatomie und Physiologie, Physiologische Abteilung, Supplement, 263-270',
    url: 'https://www.psy.ritsumei.ac.jp/akitaoka/ML1889F.html',
  },
  jastrow1892: doi(
    'Jastrow (1892), Studies from the laboratory of experimental psychology of the University of Wisconsin II, American Journal of Psychology 4, 381-428',
    '10.2307/1411617',
  ),
  ponzo1912: {
    text: "Ponzo (1912), Rapports entre quelques illusions visuelles de contraste angulaire et l'appreciation de grandeur des astres a l'horizon, Archives Italiennes de Biologie 58, 327-329, as told in Mario Ponzo and the age of visual illusions (2021)",
    url: 'https://discovery.dundee.ac.uk/en/publications/mario-ponzo-and-the-age-of-visual-illusions',
  },
  zoellner1860: doi(
    'Zoellner (1860), Ueber eine neue Art von Pseudoskopie, Annalen der Physik 186, 500-525',
    '10.1002/andp.18601860712',
  ),
  oppel1855: doi(
    'Oppel (1855) on geometrical-optical illusions: a translation and commentary (2017), i-Perception 8(3)',
    '10.1177/2041669517712724',
  ),
  pinnaConti2019: doi(
    'Pinna & Conti (2019), The limiting case of amodal completion: the phenomenal salience and the role of contrast polarity, Brain Sciences 9(6), 149',
    '10.3390/brainsci9060149',
  ),
  inclinedMiddle: {
    text: 'Middle of inclined background, after Kitaoka (2021), Pyllusion, request 15',
    url: 'https://github.com/RealityBending/Pyllusion/issues/15',
  },
  kirschmann1891: {
    text: 'Kirschmann (1891), Ueber die quantitativen Verhaeltnisse des simultanen Helligkeits- und Farben-Contrastes, Philosophische Studien 6, 417-491',
    url: 'https://digitalesammlungen.uni-weimar.de/viewer/fulltext/lit4957/1/',
  },
  ratnasingamAnderson2017: doi(
    'Ratnasingam & Anderson (2017), What predicts the strength of simultaneous color contrast?, Journal of Vision 17(2), 13',
    '10.1167/17.2.13',
  ),
  munker1970: {
    text: 'Munker (1970), Farbige Gitter, Abbildung auf der Netzhaut und uebertragungstheoretische Beschreibung der Farbwahrnehmung, as told by Bach',
    url: 'https://michaelbach.de/ot/lum-white/',
  },
  pinna2008: doi(
    'Pinna (2008), Watercolor illusion, Scholarpedia 3(1), 5352',
    '10.4249/scholarpedia.5352',
  ),
  devinck2006: doi(
    'Devinck, Hardy, Delahunt, Spillmann & Werner (2006), Illusory spreading of watercolor, Journal of Vision 6(5), 7',
    '10.1167/6.5.7',
  ),
  zaidi2012: doi(
    'Zaidi, Ennis, Cao & Lee (2012), Neural locus of color afterimages, Current Biology 22, 220-224',
    '10.1016/j.cub.2011.12.021',
  ),
} as const satisfies Record<string, Reference>;
