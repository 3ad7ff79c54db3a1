import type { Quantity, TrainingDescription } from '../protocol/index.ts';
import { formatNumber } from './state/format-number.ts';
import type { Command, KeyGroup } from './controls/keyboard-map.ts';

const quantities: Readonly<Record<Quantity, { readonly name: string; readonly meaning: string }>> =
  {
    values: {
      name: 'Belief',
      meaning: 'What the level takes to be there: the posterior mean of its value nodes.',
    },
    prediction: { name: 'Prediction', meaning: 'What the level above expects this level to be.' },
    predictionErrors: {
      name: 'Error',
      meaning: 'Belief minus prediction: what the level above did not expect.',
    },
    weightedErrors: {
      name: 'Weighted error',
      meaning: 'Precision times error: how strongly it corrects the beliefs above.',
    },
    precision: {
      name: 'Precision',
      meaning: 'How much an error counts: one over the variance that is expected.',
    },
    variance: {
      name: 'Uncertainty',
      meaning: 'Posterior variance: how far off the belief may be.',
    },
  };

const commands: Readonly<Record<Command, string>> = {
  'toggle-play': 'Play or pause',
  step: 'One inference step',
  'step-back': 'One step back in the history',
  'step-10': 'Ten steps',
  'step-back-10': 'Ten steps back',
  first: 'Oldest kept step',
  latest: 'Newest step, and follow it',
  reset: 'Reset the beliefs (weights stay)',
  'level-1': 'Select level 0, the senses',
  'level-2': 'Select level 1',
  'level-3': 'Select level 2',
  'level-4': 'Select level 3',
  'level-5': 'Select level 4',
  'level-6': 'Select level 5',
  'level-7': 'Select level 6',
  'level-8': 'Select level 7',
  'level-9': 'Select level 8',
  'show-error': 'Inspect the error',
  'show-prediction': 'Inspect the prediction',
  'show-belief': 'Inspect the belief',
  'show-variance': 'Inspect the uncertainty',
  'zero-centre': 'Centre beliefs and predictions on zero',
  'range-narrower': 'Narrower colour range (stronger colours)',
  'range-wider': 'Wider colour range (weaker colours)',
  fullscreen: 'Full screen',
  'toggle-flat': 'Flat or three-dimensional picture',
  'copy-link': 'Copy a link to this session',
  undo: 'Undo the last change of a parameter',
  redo: 'Make it again',
  help: 'This list',
  close: 'Close what is open',
};

const keyGroups: Readonly<Record<KeyGroup, string>> = {
  time: 'Time',
  looking: 'Looking',
  changing: 'Changing',
  window: 'Window',
};

/** Every text that people read, in one place, so that a translation is a second file like this one. */
export const messages = {
  name: 'Helmholtz',
  tagline: 'predictive-coding perception laboratory',
  skip: 'Skip to the picture',
  loading: 'Opening the laboratory …',
  noScript:
    'Helmholtz draws what an agent believes while it perceives, and needs JavaScript for it.',
  quantities,
  commands,
  keyGroups,
  places: [
    'top left',
    'top',
    'top right',
    'left',
    'centre',
    'right',
    'bottom left',
    'bottom',
    'bottom right',
  ],
  summary: {
    spoken: (step: number, energy: string, largest: string) => `step ${step}, ${energy}${largest}`,
    largest: (level: number, place: string) =>
      `, largest error level ${level}${place === '' ? '' : ` ${place}`}`,
  },
  link: {
    connecting: 'Connecting …',
    lost: 'The connection is lost. What you see stays; reconnecting …',
    refused: (reason: string) => `The server refused: ${reason}`,
    ended: (reason: string) => `The session has ended: ${reason}. A new one was opened.`,
    gone: 'That session is over, so a new one was opened.',
    timeout: 'The server did not answer in time.',
    offline: 'There is no connection to the server.',
    noAgents: 'The server has no agents.',
    latency: (milliseconds: number) => `${Math.round(milliseconds)} ms`,
    skipped: (share: number) => `${Math.round(100 * share)} % skipped`,
    quality: 'Latency and skipped frames',
    explain: (received: number, skipped: number) =>
      `Round trip to the server, and how many frames it left out because they come faster than they are asked for or drawn: ${received} received, ${skipped} skipped.`,
    watchers: (count: number) => `${count} watching`,
    copied: 'The link to this session is on the clipboard.',
    copyFailed: (url: string) => `Copy this link: ${url}`,
  },
  bar: {
    agent: 'Agent',
    picture: 'Picture',
    pictureOwn: (name: string) => (name === 'upload' ? 'Your upload' : 'Your drawing'),
    reset: 'Reset beliefs',
    stepBack: 'Step back',
    play: 'Play',
    pause: 'Pause',
    step: 'Step',
    speed: 'Speed',
    speedOf: (steps: number) => (steps >= 1000 ? `${steps / 1000}k steps/s` : `${steps} steps/s`),
    speedFastest: 'as fast as possible',
    stepCount: 'Step',
    engine: (name: string) => `engine ${name}`,
    theme: (dark: boolean) => (dark ? 'Light theme' : 'Dark theme'),
    share: 'Copy link',
    help: 'Keys and help',
    undo: 'Undo',
    redo: 'Redo',
  },
  stimulus: {
    title: 'What it is shown',
    gallery: 'Pictures',
    upload: 'Upload a picture',
    uploadHint:
      'PNG or JPEG, up to 8 MB. An agent that looks through a small field sees a part of it, the others all of it.',
    uploadTooLarge: (size: string) => `The picture has ${size}; at most 8 MB can be uploaded.`,
    crop: (rows: number, columns: number) =>
      `The agent’s field has ${columns} × ${rows} ${rows * columns === 1 ? 'pixel' : 'pixels'}.`,
    cropAt: 'Crop from',
    cropX: 'left',
    cropY: 'top',
    cropAgain: 'Show this part',
    field: 'Draw and hide',
    fieldLabel:
      'The agent’s field. Paint with the pointer, or move with the arrow keys and press Space.',
    tools: 'Brush',
    tool: { draw: 'Draw', erase: 'Erase', occlude: 'Hide', reveal: 'Reveal' },
    toolMeaning: {
      draw: 'Paint light or dark on an empty grey field; the agent sees it at once.',
      erase: 'Back to grey.',
      occlude: 'Hide a part: its precision becomes zero and the prediction fills the gap.',
      reveal: 'Let the hidden part be seen again.',
    },
    luminance: 'Light',
    size: 'Size',
    clearDrawing: 'Empty field',
    hideMiddle: 'Hide middle',
    hideLeft: 'Hide left half',
    showAll: 'Show all',
    occluded: (share: number) => `${Math.round(100 * share)} % hidden`,
    parameters: 'Agent parameters',
    parametersOpen: 'Open with these',
    noParameters: 'This agent has no parameters.',
  },
  scene: {
    title: 'Hierarchy',
    label: 'Picture of the hierarchy: one row of planes per level, the senses at the bottom.',
    columns: {
      values: (sensory: boolean) => (sensory ? 'seen' : 'believed'),
      prediction: () => 'predicted from above',
      predictionErrors: () => 'error',
      weightedErrors: () => 'weighted error',
      variance: () => 'uncertainty',
    },
    level: (level: number, name: string) => `${level} · ${name}`,
    tooltip: (level: number, name: string, quantity: string) =>
      `Level ${level}, ${name}: ${quantity}`,
    threeD: '3D',
    flat: 'Flat',
    flatOnly: 'Flat picture: this window is small or cannot draw in 3D.',
    explode: 'Spread levels apart',
    collapse: 'Move levels together',
    orbitLeft: 'Turn left',
    orbitRight: 'Turn right',
    orbitUp: 'Turn up',
    orbitDown: 'Turn down',
    panLeft: 'Move left',
    panRight: 'Move right',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    cameras: ['Overview', 'Front', 'Side', 'Above'],
    weighted: 'Weight errors by precision',
    labels: 'Labels',
    fade: 'Fade uncertain beliefs',
    settings: 'Colours and labels',
    arrows: 'arrows down: predictions · arrows up: precision-weighted errors',
    noPlane: 'none: nothing is above',
    camera: 'Camera',
    table: 'Numbers as a table',
  },
  legend: {
    title: 'Colours',
    less: 'less than predicted',
    as: 'as predicted',
    more: 'more than predicted',
    certain: 'certain',
    uncertain: 'uncertain',
    dark: 'dark',
    light: 'light',
    locked: 'Range held: it only ever widens',
    automatic: 'AUTO range: follows every frame',
    automaticToggle: 'Automatic range',
    signedMap: 'Error colours',
    sequentialMap: 'Uncertainty colours',
    maps: {
      'purple-orange': 'purple – orange',
      'blue-red': 'blue – red',
      viridis: 'viridis',
      cividis: 'cividis',
    },
    factor: (factor: number) => `range × ${Number(factor.toPrecision(2))}`,
    forget: 'Fit range again',
    zeroCentred: 'Centre on zero',
  },
  levels: {
    title: 'Levels',
    precision: 'Precision',
    gain: (gain: string) => `${gain} as learned`,
    gainUnit: 'factor on precision (1/variance), no unit',
    gainMeaning: (gain: number) =>
      gain === 1
        ? 'errors count as learned'
        : gain > 1
          ? `errors count ${Number(gain.toPrecision(2))} times as much`
          : `errors count ${Number((1 / gain).toPrecision(2))} times less`,
    gainReset: 'As learned',
    errorPicture: (level: number) => `Weighted error of level ${level}`,
    norm: 'norm',
    lesion: 'Lesion',
    lesionMeaning: 'Remove this level: it predicts nothing and is not predicted.',
    clamp: 'Clamp',
    clampMeaning: 'Hold the beliefs of this level fixed.',
    clampSenses: 'Hold the senses at the picture. Released, the agent dreams what it expects.',
    rate: 'Inference rate',
    rateMeaning:
      'Step size of settling: how far beliefs move along the free-energy gradient per step.',
    stable: (rate: string) => `largest stable ≈ ${rate}`,
    unstable: 'Above the largest stable rate: the beliefs may run away.',
    noStable: 'The largest stable rate is not estimated yet.',
    inference: 'How it infers',
    scheme: 'Scheme of inference',
    schemeRefused: (name: string) => `${name} (not here)`,
    engine: 'Engine',
    engineMeaning: 'What computes. All engines compute the same, in 32 or 64 bits.',
    precisionMode: 'Precisions',
    precisionModes: {
      fixed: 'fixed, as described',
      learned: 'as learned',
      inferred: 'inferred from context',
    },
    start: 'Beliefs start',
    starts: {
      forward: 'at the predictions',
      zero: 'at zero',
      random: 'at random',
    },
    startMeaning: 'Where beliefs start when a picture is shown or the agent is reset.',
    precisionModeMeaning: (count: number) =>
      count > 1
        ? 'Which precisions weigh the errors; the sliders multiply them.'
        : 'This agent has no other precisions.',
    rateUnused: 'This scheme chooses its own steps.',
    certificateNumbers: {
      norm: '‖∂F/∂values‖',
      normMeaning: 'Largest slope of the free energy over the value nodes that may move.',
      stableRate: '2/λ max',
      stableRateMeaning: 'Largest step size at which explicit Euler is stable.',
      condition: 'λ max/λ min',
      conditionMeaning:
        'Condition number of the Hessian: the slowest direction of the beliefs settles so many times slower than the fastest.',
      waiting: 'when it rests',
      flat: '∞: flat or not at a minimum',
    },
    certificate: 'Is it settled?',
    status: {
      settling: 'Settling',
      settled: 'Settled',
      'step-limit': 'Stopped at the step limit',
      diverged: 'Diverged',
      sampling: 'Sampling',
    },
    wandering: (norm: string) => `largest gradient ${norm}; a sampler does not come to rest`,
    gradient: (norm: string, tolerance: string) =>
      `largest gradient ${norm}, settled below ${tolerance}`,
    variance: (method: string, error: string | null) =>
      `uncertainty: ${method}${error === null ? '' : `, off by about ${error}`}`,
    predictedBy: 'Predicted by',
    prior: 'Prior',
  },
  inspector: {
    title: 'Inspector',
    level: 'Level',
    quantity: 'Quantity',
    statistics: {
      count: 'units',
      smallest: 'smallest',
      largest: 'largest',
      mean: 'mean',
      spread: 'spread',
      norm: 'norm',
    },
    histogram: (low: string, high: string) => `Histogram of the units from ${low} to ${high}`,
    hover: 'Point at a unit to read its number.',
    unit: (name: string, value: string) => `${name}: ${value}`,
    unitName: (unit: number) => `unit ${unit}`,
    signs: {
      positive: '▲ more than predicted',
      negative: '▼ less than predicted',
      zero: '● as predicted',
    },
    missing: 'This level has no such numbers.',
    table: 'Numbers as a table',
    grid: (level: number, quantity: string) => `${quantity} of level ${level}, one square per unit`,
    row: 'row',
  },
  time: {
    title: 'Time',
    scrub: 'Frame of the kept history',
    follow: 'Follow newest',
    continueHere: 'Continue from here',
    following: 'following',
    past: (behind: number) => `${behind} frames back`,
    memory: (used: string, budget: string) => `history ${used} of ${budget}`,
    frame: (sequence: number) => `frame ${sequence}`,
  },
  traces: {
    freeEnergy: (energy: string) => `${energy.charAt(0).toUpperCase()}${energy.slice(1)} by frame`,
    accuracy: 'accuracy',
    complexity: 'complexity',
    level: (level: number) => `level ${level}`,
    unit: 'nats',
    errorNorms: 'Error norms by frame',
    errorUnit: 'weighted',
    axis: 'frame',
  },
  classes: {
    title: 'What is it?',
    label: 'Posterior over classes',
    probability: (name: string, share: number) => `${name}: ${(100 * share).toFixed(1)} %`,
  },
  help: {
    title: 'Keys and help',
    close: 'Close',
    what: 'What am I looking at?',
    explanation: [
      'An agent looks at a picture. It holds a hierarchy of beliefs, the senses at the bottom, causes at the top. Each level predicts the one below it.',
      'Where a prediction misses, an error is left: orange where there is more than predicted, purple where there is less. Errors travel up, weighted by their precision, and correct the beliefs until the errors are as small as they can be.',
      'Free energy adds up what the errors and the unlikely beliefs cost, in nats. Settling is sliding downhill on it.',
    ],
    keys: 'Keys',
    levels: 'Select a level: 1 is level 0, the senses',
  },
  pages: {
    label: 'Pages of the laboratory',
    perceive: 'Perceive',
    stimuli: 'Stimuli',
    agents: 'Agents',
    experiments: 'Experiments',
    learners: 'Learners',
    stories: 'Stories',
    time: 'Time',
    trainings: 'Trainings',
    unknown: (name: string) => `There is no page ${name}.`,
  },
  experimentsPage: {
    title: 'Experiments: agents as participants',
    explanation:
      'Classical experiments on simulated observers. Each says what it expects, what must make the effect go away, and what it does not show. A run goes on when this page is closed, and every finished trial is kept.',
    experiment: 'Experiment',
    choice: (name: string, label: string) => `${name} (${label})`,
    design: 'Design of the experiment',
    label: {
      emergent: 'Emergent: learned',
      partly: 'Partly learned',
      wired: 'Wired: typed in',
    },
    known: 'What is known',
    claim: 'To hit',
    expected: (quantity: string, expected: number, tolerance: number, unit: string) =>
      `${quantity}: ${rounded(expected)} ± ${tolerance}${unit}`,
    ablation: 'Must kill it',
    control: (name: string, meaning: string) => `${name}: ${meaning}`,
    limits: 'Not shown',
    participants: 'Participants',
    groups: (
      groups: readonly { readonly name: string; readonly participants: number }[],
      trials: number,
    ) =>
      `${groups.map(({ name, participants }) => `${participants} ${name}`).join(', ')}; about ${trials} trials each`,
    shown: 'What is shown',
    answered: 'What is recorded',
    columns: (
      columns: readonly {
        readonly name: string;
        readonly meaning: string;
        readonly unit: string;
      }[],
    ) =>
      columns
        .map(
          ({ name, meaning, unit }) =>
            `${name}${unit === '1' ? '' : ` (${unit})`}: ${meaning.replace(/\.$/, '')}`,
        )
        .join('; '),
    verified: 'Last verified in full',
    never: 'not yet',
    last: (verdict: string, found: number | null, unit: string) =>
      `${verdict}${found === null ? '' : `: ${rounded(found)}${unit}`}`,
    sources: 'Sources',
    seed: 'Seed',
    perGroup: 'Participants of each group',
    run: 'Run',
    aRun: 'The run that is looked at',
    runOf: (
      {
        experiment,
        seed,
        agents,
      }: {
        readonly experiment: string;
        readonly seed: number;
        readonly agents: readonly string[] | null;
      },
      status: string,
    ) =>
      `${experiment}${agents === null ? '' : ` with ${agents.join(', ')}`}, seed ${seed}: ${status}`,
    ownFile: 'A file of your own',
    file: 'Experiment file',
    fileHint:
      'Open, drop or paste an experiment in YAML or JSON. Scripts of stimuli and tables of conditions that it names are opened together with it.',
    open: 'Open files',
    example: 'Put an example here',
    fileName: 'Name',
    text: 'What it says',
    along: (names: readonly string[]) => `Together with it: ${names.join(', ')}.`,
    check: 'Check',
    isRight: 'The file is right. Nothing has run yet.',
    task: 'Task',
    taskOf: (task: string, observer: string) => `${task}, observer ${observer}`,
    procedure: 'Procedure',
    partColumns: ['part', 'role', 'conditions', 'procedure', 'trials'],
    shownOnce: 'each condition as it is',
    stimuli: 'Stimuli',
    chooseAgents: 'Agents in place of those of the file',
    compare: 'Compare two runs or groups',
    compareHint:
      'Estimates of the same name side by side. Intervals of differences hold for runs and groups that are independent of each other.',
    left: 'First',
    right: 'Second',
    sideOf: (
      run: {
        readonly experiment: string;
        readonly seed: number;
        readonly agents: readonly string[] | null;
      },
      number: number,
      group: string | null,
    ) =>
      `${run.experiment}${run.agents === null ? '' : ` with ${run.agents.join(', ')}`}, seed ${run.seed} (run ${number})${group === null ? '' : `: ${group}`}`,
    nothingShared: 'They have no estimate of the same name.',
    comparedColumns: ['estimate', 'first', 'second', 'second minus first'],
    interval: ({ value, lower, upper }: Interval95) =>
      value === null
        ? '–'
        : `${rounded(value)} [${lower === null ? '–' : rounded(lower)}, ${upper === null ? '–' : rounded(upper)}]`,
    differences: 'Estimates and their differences',
    figure: (run: string, figure: string) => `${figure} of ${run}`,
    progress: 'Finished trials',
    trials: (done: number, total: number) =>
      total === 0 ? 'preparing the participants …' : `${done} of about ${total} trials`,
    stop: 'Stop',
    resume: 'Go on with it',
    interrupted: 'It was interrupted; finished trials are kept.',
    latest: 'A trial just finished',
    cell: (cell: string | number | boolean | null) =>
      cell === null ? '–' : typeof cell === 'number' ? rounded(cell) : String(cell),
    soFar: 'So far, with 95 % intervals over those who have finished',
    estimateColumns: ['estimate', 'value', 'lower', 'upper'],
    verdict: (verdict: string) => `Verdict: ${verdict}.`,
    outcome: (
      claim: { readonly expected: number; readonly unit: string },
      found: Interval95,
      ablated: Interval95,
      isKilled: boolean,
    ) =>
      `Expected ${rounded(claim.expected)}, found ${intervalInWords(found, claim.unit)}; with the ablation ${intervalInWords(ablated, claim.unit)}: the effect is ${isKilled ? 'gone' : 'still there'}.`,
    reason: (reason: string) => `Not more because ${reason}.`,
    report: 'Open the report by itself',
    reportOf: (experiment: string) => `Report of ${experiment}`,
    runs: 'Runs on this server',
    none: 'None yet.',
  },
  trainingsPage: {
    title: 'Trainings: generative families learn',
    explanation:
      'A family learns on the server, in a thread of its own, and goes on when this page is closed. One trains at a time. A training that is stopped keeps a checkpoint, and goes on from it as if it had not been stopped.',
    family: 'Family',
    data: 'Data',
    seed: 'Seed',
    steps: 'Steps',
    usualSteps: 'as usual',
    train: 'Train',
    trainings: 'Trainings since the server was started',
    none: 'None yet.',
    name: ({ family, data, seed }: { family: string; data: string; seed: number }) =>
      `${family} on ${data}, seed ${seed}`,
    status: {
      running: 'running',
      finished: 'finished',
      interrupted: 'stopped; its checkpoint is kept',
      failed: 'failed',
    },
    progress: 'Progress of the training',
    steppedOf: (done: number, total: number) =>
      total === 0 ? 'getting ready' : `step ${done} of ${total}`,
    left: (seconds: number | null) =>
      seconds === null
        ? ''
        : seconds < 90
          ? `about ${Math.ceil(seconds)} s left`
          : `about ${Math.ceil(seconds / 60)} min left`,
    stop: 'Stop',
    resume: 'Go on',
    losses: (name: string) => `Losses of ${name} by step, as seen on this page`,
    atEdge: (nats: number) => String(Number(nats.toPrecision(3))),
    loss: (player: string, nats: number) => `${player}: ${Number(nats.toPrecision(4))} nats`,
    noTrace: 'Losses are drawn as they come in while this page is open.',
    folder: 'Weights and record:',
  },
  learnersPage: {
    title: 'Learners: two models on one sequence',
    explanation:
      'Something comes or does not (dots at the top and the bottom); how likely it is turns round now and then. Each model predicts before every trial. Move a parameter, and its course is computed again.',
    relation:
      'The hierarchical Gaussian filter (hgf-binary) tracks how sure it is, and how fast its world changes: its learning rate is a ratio of precisions. Predictive coding settles on the same errors with a precision that stays fixed; Rescorla-Wagner has no precision at all, only a rate. The band is where the filter itself expects the truth, with 95 %.',
    play: 'Play trial by trial',
    pause: 'Pause',
    another: 'Another sequence',
    trial: (shown: number, trials: number) => `Trial ${shown} of ${trials}`,
    learner: (number: number) => `Learner ${number}`,
    surprise: (nats: number, trials: number) =>
      `Surprise: ${Number(nats.toPrecision(5))} nats over ${trials} trials; less is better.`,
    axis: {
      prediction: 'probability that it comes, by trial',
      volatility: 'expected log volatility, by trial',
    },
    predictions: (learner: string, last: number | null) =>
      `Predictions of ${learner}, trial by trial${last === null ? '' : `; the last shown is ${Number(last.toPrecision(3))}`}`,
    volatilities: (learner: string, last: number | null) =>
      `Log volatility that ${learner} expects${last === null ? '' : `; the last shown is ${Number(last.toPrecision(3))}`}`,
  },
  storiesPage: {
    title: 'Stories: generative models told forward and backward',
    explanation:
      'A generative model is a story of how data come about. Told forward it makes data, choice by choice; told backward it says how a datum may have come about.',
    seed: 'Seed',
    datum: 'Datum to tell backward',
    explain: 'Explain',
    beside: 'Two side by side',
    only: 'Story',
    left: 'Left story',
    right: 'Right story',
    unknown: (name: string) => `There is no story ${name}; choose one of the list.`,
    datumIs: (form: string) => `A datum is ${form}.`,
    parameters: 'Parameters',
    noParameters: 'It has no parameters.',
    forward: 'Forward',
    forwardOf: (pane: string) => `${pane}, forward`,
    telling: 'Telling …',
    next: 'Next choice',
    whole: 'Whole datum',
    many: (count: number) => `${count} data`,
    told: (place: number) => `Datum ${place}, as it is told`,
    makes: 'makes',
    explainIt: 'Explain it',
    chance: (
      chance:
        | { readonly probability: number }
        | { readonly mean: readonly number[]; readonly standardDeviation: readonly number[] },
    ) => {
      if ('probability' in chance) return `probability ${rounded(chance.probability)}`;
      const { mean, standardDeviation } = chance;
      const [first = 0] = standardDeviation;
      const isOne = standardDeviation.every((deviation) => deviation === first);
      return `normal around ${mean.map(rounded).join(', ')}; standard deviation ${(isOne ? [first] : standardDeviation).map(rounded).join(', ')}`;
    },
    times: (count: number) => `${count} times`,
    kinds: (different: number, listed: number) =>
      `${different} different data${listed < different ? `; the ${listed} most frequent are listed` : ''}`,
    scatter: (story: string, count: number) => `${count} data of ${story} as points in the plane`,
    profile: (story: string, count: number, numbers: number) =>
      `${count} data of ${story}, each a line through its ${numbers} numbers`,
    clickPlace: 'Click a place to tell it backward.',
    profileHint: 'Each line is a datum, from its first number to its last.',
    asList: 'As a list',
    backward: 'Backward',
    backwardOf: (pane: string) => `${pane}, backward`,
    noDatum: 'Choose a datum, or type one above.',
    score: (nats: number) =>
      `ln p = ${formatNumber(nats)} nats (${formatNumber(nats / Math.LN2)} bits)`,
    scoreKind: {
      exact: 'exact',
      'lower-bound': 'lower bound: ln p is at least this',
      predictive: 'sum of the predictions of each step',
    },
    impossible: 'The story cannot make this datum.',
    unable: {
      synthesise: (reason: string) => `It cannot be told forward: ${reason}.`,
      score: (reason: string) => `No score: ${reason}.`,
      infer: (reason: string) => `It cannot be told backward: ${reason}.`,
      predict: (reason: string) => `No prediction: ${reason}.`,
    },
    truth: (value: string) => `really ${value}`,
    number: ({
      mean,
      lower,
      upper,
    }: {
      readonly mean: number;
      readonly lower: number;
      readonly upper: number;
    }) => `${rounded(mean)}, 95 % from ${rounded(lower)} to ${rounded(upper)}`,
    probability: (probability: number) =>
      probability > 0 && probability < 0.0005 ? '< 0.1 %' : `${(100 * probability).toFixed(1)} %`,
    others: (count: number, probability: number) =>
      `${count} others together ${(100 * probability).toFixed(1)} %`,
    basis: (samples: number, exactness: 'exact' | 'approximate' | 'point') => {
      if (exactness === 'point') return `From ${samples} single answers, which are no posterior.`;
      const near = exactness === 'exact' ? '' : ', which is approximate';
      return samples === 0
        ? `All explanations are listed${near}.`
        : `From ${samples} samples of the posterior${near}.`;
    },
    filling: 'Hide a part',
    brush: 'Brush',
    brushes: { hide: 'Hide', show: 'Show', light: 'Draw light', dark: 'Draw dark' },
    brushLabel: 'The picture. Paint with the pointer, or move with the arrow keys and press Space.',
    hideLeft: 'Hide left half',
    hideBottom: 'Hide lower half',
    showAll: 'Show all',
    emptyPicture: 'Empty picture',
    nothingHidden: 'Hide a part to see what the story expects there.',
    exactness: {
      exact: (count: number) => `${count} samples of the posterior, given what is seen`,
      approximate: (count: number) =>
        `${count} samples near the posterior, given what is seen: approximate`,
      point: (count: number) => `${count} single answers by descent: no posterior`,
    },
    mean: 'Mean',
    deviation: (largest: number) => `Standard deviation, white ${formatNumber(largest)}`,
    samples: 'Samples',
    sample: (place: number) => `Sample ${place}`,
    choosePicture: (place: number) => `Explain picture ${place}`,
    wholePicture: 'The whole picture explained',
    predicted: 'Expected datum:',
    best: (isMean: boolean) => (isMean ? 'Mean of the belief' : 'Most probable explanations'),
  },
  parameterRange: (min: number, max: number, unit: string) =>
    `${min} to ${max}${unit === '1' ? '' : ` ${unit}`}`,
  stimuliPage: {
    title: 'Stimuli and illusions',
    explanation:
      'Everything that can be shown, in degrees of visual angle. Choose one to set its parameters, outline its targets, copy it as code, or show it to the agent.',
    search: 'Search stimuli',
    count: (shown: number, all: number) => `${shown} of ${all} stimuli`,
    loading: 'Fetching the stimuli …',
    list: 'Stimuli',
    chosen: 'The chosen stimulus',
    picture: (name: string) => `${name} as it is set now`,
    none: 'Choose a stimulus.',
    parameters: 'Parameters',
    seed: 'Seed',
    outline: 'Outline the targets',
    show: 'Show to the agent',
    copy: 'Copy as code',
    code: 'For',
    copied: 'Copied.',
    notCopied: 'The browser does not let this page copy; mark the text and copy it by hand.',
    broken: (file: string, problem: string) => `${file}: ${problem}`,
  },
  timePage: {
    title: 'Perception in time',
    explanation:
      'Something moves, it is seen in noise, and two perceivers follow the same sequence. The band is where each believes it to be, with 95 % probability.',
    agent: 'What is perceived',
    left: 'Left perceiver',
    right: 'Right perceiver',
    seed: 'Seed',
    play: 'Let it unfold',
    stop: 'Stop',
    step: 'Step',
    parameters: 'Parameters of both',
    perceiving: 'Perceiving …',
    readings: 'In numbers',
    legend: { mean: 'belief', band: '95 % band', truth: 'truth', observed: 'seen' },
    course: (name: string, perceiver: string, first: string, last: string) =>
      `${name} as ${perceiver} believes it: from ${first} to ${last}`,
  },
  agentsPage: {
    title: 'Agents',
    explanation:
      'An agent is a generative model, a scheme of inference and a rule of learning. Each level predicts the one below it.',
    perceive: (name: string) => `Perceive with ${name}`,
    levels: 'Levels, the senses first',
    parameters: 'Parameters',
    weights: 'Where its weights come from',
    written: 'They are written down in its declaration: nothing is learned.',
    trained: ({ seed, engine, durationSeconds, finalFreeEnergy }: TrainingDescription) =>
      `Trained from seed ${seed} by the engine ${engine} in ${Math.round(durationSeconds)} s${finalFreeEnergy === null ? '' : `; final free energy ${Number(finalFreeEnergy.toPrecision(6))} nats per observation`}. The same command makes the same weights:`,
    hash: 'sha256 of the weights:',
    sources: 'Sources',
    units: (count: number, unit: string) =>
      `${count} ${count === 1 ? 'value node' : 'value nodes'}, in ${unit}`,
    range: (min: number, max: number) => `From ${min} to ${max}.`,
    choices: (choices: readonly string[]) => `One of ${choices.join(', ')}.`,
  },
  tabs: {
    scene: 'Hierarchy',
    stimulus: 'Show',
    levels: 'Levels',
    inspector: 'Inspect',
    label: 'Parts of the laboratory',
  },
  errors: {
    undone: (label: string) => `Undone: ${label}`,
    redone: (label: string) => `Made again: ${label}`,
    dismiss: 'Dismiss',
  },
  changes: {
    gain: (level: number) => `precision of level ${level}`,
    lesion: (level: number) => `lesion of level ${level}`,
    clamp: (level: number) => `clamp of level ${level}`,
    rate: 'inference rate',
    scheme: 'scheme of inference',
    engine: 'engine',
    precisionMode: 'precisions',
    start: 'start of beliefs',
    speed: 'speed',
  },
} as const;

/** Results with four significant digits. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}

interface Interval95 {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

function intervalInWords({ value, lower, upper }: Interval95, unit: string): string {
  const shown = (number: number | null): string => (number === null ? 'n/a' : rounded(number));
  return `${shown(value)}${unit === '1' ? '' : ` ${unit}`} (95 % interval ${shown(lower)} to ${shown(upper)})`;
}
