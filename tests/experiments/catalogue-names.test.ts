import { describe, expect, test } from '@jest/globals';
import { listStimuli } from '../../experiments/index.ts';

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
  'Delboeuf Ebbinghaus MullerLyer Ponzo VerticalHorizontal Zollner RodFrame Poggendorff Contrast White Autostereogram Pareidolia motiontransparency movement_circles';

const BEYOND =
  'kanizsa-square kanizsa-figure bar surround-suppression amodal-completion missing-patch blind-spot necker-cube rubin-vase two-tone rivalry-pair hollow-mask shading-bumps tilt-illusion tilt-after-effect tone-oddball tone-omission tone-roving visual-oddball apparent-motion flash-lag ternus random-dot-kinematogram drifting-grating drifting-plaid peripheral-drift crowding contour-integration scintillating-grid cafe-wall hering-illusion wundt-illusion jastrow-illusion shepard-tables twisted-cord inclined-middle dead-leaves glyph metacontrast cue-and-target masked-gabor';

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
