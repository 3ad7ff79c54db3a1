import { describe, expect, test } from '@jest/globals';
import { findStimulus, listPresets, listStimuli } from '../../experiments/index.ts';

/**
 * Names that the catalogue must have: everything that stimupy 1.2.0 draws (by module), all of Pyllusion's classes, and what
 * questions about predictive coding need beyond both.
 */
const STIMUPY = {
  'components.angulars': 'wedge segments',
  'components.edges': 'step gaussian cornsweet',
  'components.frames': 'frames',
  'components.gaussians': 'gaussian',
  'components.lines': 'line dipole ellipse circle',
  'components.radials': 'rings disc ring annulus',
  'components.shapes':
    'rectangle triangle cross parallelogram ellipse circle wedge annulus disc ring',
  'components.texts': 'text',
  'components.waves': 'sine square staircase bessel',
  'noises.binaries': 'binary',
  'noises.narrowbands': 'narrowband',
  'noises.naturals': 'one_over_f pink brown',
  'noises.whites': 'white',
  'stimuli.benarys':
    'cross_generalized cross_rectangles cross_triangles todorovic_generalized todorovic_rectangles todorovic_triangles',
  'stimuli.bullseyes':
    'circular circular_generalized circular_two_sided rectangular rectangular_generalized rectangular_two_sided',
  'stimuli.checkerboards': 'checkerboard contrast_contrast',
  'stimuli.cornsweets': 'cornsweet',
  'stimuli.cubes': 'cube varying_cells',
  'stimuli.delboeufs': 'delboeuf two_sided',
  'stimuli.dungeons': 'dungeon',
  'stimuli.edges': 'step gaussian cornsweet',
  'stimuli.gabors': 'gabor',
  'stimuli.gratings':
    'on_uniform on_grating on_grating_masked phase_shifted grating_induction grating_induction_blur sinewave squarewave',
  'stimuli.hermanns': 'grid',
  'stimuli.mondrians': 'mondrian corrugated_mondrian',
  'stimuli.mueller_lyers': 'mueller_lyer two_sided',
  'stimuli.pinwheels': 'pinwheel',
  'stimuli.plaids': 'gabors sine_waves square_waves',
  'stimuli.ponzos': 'ponzo',
  'stimuli.rings':
    'circular circular_generalized circular_two_sided rectangular rectangular_generalized rectangular_two_sided',
  'stimuli.sbcs':
    'generalized basic square circular with_dots dotted generalized_two_sided basic_two_sided square_two_sided circular_two_sided with_dots_two_sided dotted_two_sided',
  'stimuli.todorovics':
    'rectangle_generalized rectangle cross_generalized cross equal rectangle_two_sided cross_two_sided equal_two_sided',
  'stimuli.waves':
    'sine_linear square_linear staircase_linear sine_radial square_radial staircase_radial sine_rectilinear square_rectilinear staircase_rectilinear sine_angular square_angular staircase_angular',
  'stimuli.wedding_cakes': 'wedding_cake',
  'stimuli.whites':
    'generalized white white_two_rows anderson howe yazdanbakhsh angular radial wedding_cake',
} as const;

const PYLLUSION =
  'Delboeuf Ebbinghaus MullerLyer Ponzo VerticalHorizontal Zollner RodFrame Poggendorff Contrast White Autostereogram Pareidolia motiontransparency movement_circles movement_matrix image_circles image_blobs image_mosaic image_scramble';

/** Helpers of Pyllusion that draw what the catalogue has under another name. */
const HELPERS = {
  image_noise: 'white-noise',
  image_circle: 'disc',
  image_text: 'component-texts-text',
  image_blob: 'component-gaussians-gaussian',
  image_line: 'component-lines-line',
  image_rectangle: 'component-shapes-rectangle',
};

const BEYOND =
  'kanizsa-square kanizsa-figure bar surround-suppression amodal-completion missing-patch blind-spot necker-cube rubin-vase two-tone rivalry-pair hollow-mask shading-bumps tilt-illusion tilt-after-effect tone-oddball tone-omission tone-roving visual-oddball apparent-motion flash-lag ternus random-dot-kinematogram drifting-grating drifting-plaid peripheral-drift crowding contour-integration scintillating-grid cafe-wall hering-illusion wundt-illusion jastrow-illusion shepard-tables twisted-cord inclined-middle dead-leaves glyph metacontrast cue-and-target masked-gabor chromatic-contrast';

/** Presets of publications: {a,b} stands for each of several. */
const PAPERS = {
  RHS2007:
    'WE_thick WE_thin_wide WE_dual WE_anderson WE_howe WE_zigzag WE_radial_thick_small WE_radial_thick WE_radial_thin_small WE_radial_thin WE_circular1 WE_circular05 WE_circular025 grating_induction sbc_large sbc_small todorovic_equal todorovic_in_large todorovic_in_small todorovic_out checkerboard_016 checkerboard_094 checkerboard_21 corrugated_mondrian benary_cross todorovic_benary1_2 todorovic_benary3_4 todorovic_benary1_2_3_4 bullseye_thin bullseye_thick',
  betz2015: 'grating{08,04,02}_NB{058,100,173,300,520,900}_{human,model}',
  bindmann2004:
    'bullseye_{thin,thick}_gw45_gb{31,38,45,52,59} bullseye_{thin,thick}_gw60_gb{46,53,60,67,74} bullseye_{thin,thick}_gw75_gb{61,68,75,82,89}',
  domijan2015:
    'dungeon cube grating rings bullseye simultaneous_brightness_contrast white benary todorovic checkerboard_contrast_contrast checkerboard checkerboard_extended white_yazdanbakhsh white_anderson white_howe',
  modelfest:
    'GaborPatch{1,2,3,4,5,6,7,8,9,10,11,12,13,14} ElongatedGabor{15,16,17} Baguette{18,19,20,21} Subthreshold{22,23,24,25} Gaussians{26,27,28,29} Edge30 Line31 Dipole32 GaborString{33,34} Noise35 Orientation{36,37} Plaids{38,39} Disk40 Bessel41 Checkerboard42 NaturalScene43',
  murray2020:
    'argyle argyle_control argyle_long snake snake_control koffka_adelson koffka_broken koffka_connected checkassim simcon simcon_articulated white',
  schmittwilken2024: 'edge{05,3,9}_{none,white,pink,brown,NB05,NB3,NB9}',
  white1981: 'square_{white,black} grating_{white,black}_{white,black,in,out,orthogonal}',
  white1985: '{wide,square}_{0,36,72,108,144,180}phase',
};

/** A name with each of its alternatives. */
function spelledOut(name: string): string[] {
  const [whole, before, choices, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(name) ?? [];
  if (whole === undefined) return [name];
  return (choices ?? '').split(',').flatMap((choice) => spelledOut(`${before}${choice}${after}`));
}

function namesOf(module: string): string[] {
  const names = Object.entries(STIMUPY).find(([known]) => known === module)?.[1] ?? '';
  return names.split(' ').map((name) => `${module}.${name}`);
}

const kinds = await listStimuli();

describe('the catalogue has', () => {
  const dotted = new Set(kinds.map(({ equivalent }) => equivalent));
  test.each(Object.keys(STIMUPY))('everything of %s', (module) => {
    const missing = namesOf(module).filter((name) => !dotted.has(name));
    expect(missing).toEqual([]);
  });

  test('everything of Pyllusion', () => {
    const wanted = PYLLUSION.split(' ').map((name) => `pyllusion.${name}`);
    expect(wanted.filter((name) => !dotted.has(name))).toEqual([]);
  });

  test.each(Object.entries(HELPERS))('%s of Pyllusion, under the name %s', async (_, name) => {
    expect((await findStimulus(name)).name).toBe(name);
  });

  test.each(Object.entries(PAPERS))('all presets of %s, and no other', async (paper, names) => {
    const wanted = names.split(' ').flatMap(spelledOut);
    const presets = (await listPresets()).filter(({ family }) => family === paper);
    const known = presets.map(({ name }) => name.split(/[./]/).at(-1));
    expect(known.sort()).toEqual(wanted.sort());
  });

  test('what neither library has', () => {
    const known = new Set(kinds.map(({ name }) => name));
    expect(BEYOND.split(' ').filter((name) => !known.has(name))).toEqual([]);
  });

  test('no dotted name of stimupy that it does not have', () => {
    const all = new Set(Object.keys(STIMUPY).flatMap((module) => namesOf(module)));
    const own = [...dotted].filter((name) => /^(components|noises|stimuli)[.]/.test(name ?? ''));
    expect(own.filter((name) => !all.has(name ?? ''))).toEqual([]);
  });
});
