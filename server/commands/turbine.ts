import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  ALARM_THRESHOLD,
  BENCHMARK_TURBINE,
  createRandom,
  drawExogenous,
  HelmholtzError,
  runTurbine,
  SENSOR_FAULTS,
  type Sensor,
  SENSORS,
  type TurbineFault,
  watchTurbine,
} from '../../agents/index.ts';
import { FAULT_CASES, type FaultTrials, faultTrials } from '../../experiments/index.ts';
import { jsonOption, parseCount, positiveOption, seedOption } from './options.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface TurbineOptions {
  readonly fault?: TurbineFault['kind'];
  readonly sensor: Sensor;
  readonly size?: number;
  readonly at: number;
  readonly seconds: number;
  readonly wind: number;
  readonly trials?: number;
  readonly seed: number;
  readonly json?: true;
}

/** Sizes of faults unless they are given. */
const SIZES: Readonly<Record<TurbineFault['kind'], number>> = {
  stuck: 0,
  bias: 1,
  drift: 0.5,
  gain: 1.2,
  slow: 0.3,
};

/** Longest run, s. */
const LONGEST = 3600;

/** Adds `turbine`: a wind turbine and its twin, which notices what is wrong with it. */
export function registerTurbine(program: Command, terminal: Terminal): void {
  program
    .command('turbine')
    .description('Run a wind turbine and watch it for faults, by the errors of what is predicted')
    .addOption(new Option('--fault <kind>', 'what goes wrong').choices([...SENSOR_FAULTS, 'slow']))
    .addOption(
      new Option('--sensor <name>', 'sensor that the fault is in')
        .choices(SENSORS)
        .default('pitch-1'),
    )
    .option('--size <number>', 'size of the fault, in units of its kind', parseNumber)
    .addOption(positiveOption('--at <seconds>', 'when the fault begins').default(10))
    .addOption(positiveOption('--seconds <number>', 'how long the turbine runs').default(30))
    .addOption(positiveOption('--wind <speed>', 'mean wind, m/s').default(15))
    .option('--trials <number>', 'runs of each kind of fault, as a table', parseCount)
    .addOption(seedOption())
    .addOption(jsonOption())
    .action((options: TurbineOptions) => {
      if (options.trials === undefined) watchOne(options, terminal);
      else tellTrials(options, options.trials, terminal);
    });
}

function watchOne(
  { fault: kind, sensor, size, at, seconds, wind, seed, json }: TurbineOptions,
  terminal: Terminal,
): void {
  const { step } = BENCHMARK_TURBINE;
  if (seconds > LONGEST) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `turbine.seconds: expected at most ${LONGEST}; got ${seconds}`,
    );
  }
  if (kind !== undefined && at >= seconds) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `turbine.at: expected less than the ${seconds} s that the turbine runs; got ${at}`,
    );
  }
  const steps = Math.round(seconds / step);
  const fault =
    kind === undefined ? null : faultOf(kind, { sensor, size, from: Math.round(at / step) });
  const exogenous = drawExogenous(BENCHMARK_TURBINE, {
    steps,
    meanWind: wind,
    random: createRandom(seed, 'turbine'),
  });
  const watched = watchTurbine(
    BENCHMARK_TURBINE,
    runTurbine(BENCHMARK_TURBINE, exogenous, { fault }),
  );
  if (json === true) {
    printJson(terminal, { seed, seconds, wind, fault, ...watched });
    return;
  }
  const { alarm, meanInnovation, remainingErrors } = watched;
  const time = (at: number): string => `${shown(at * step)} s`;
  terminal.print(
    alarm === null
      ? `nothing wrong in ${seconds} s\n`
      : `something is wrong at ${time(alarm.step)}: ${alarm.place}${
          alarm.isolated === null ? ' (not certain)' : `, certain at ${time(alarm.isolated)}`
        }\n`,
  );
  terminal.print(
    table([
      ['normalised innovation squared', `${shown(meanInnovation)} (${SENSORS.length} expected)`],
      ...SENSORS.map((name, index) => [
        `error of ${name} after settling`,
        `${shown(remainingErrors[index] ?? Number.NaN)} deviations`,
      ]),
    ]),
  );
}

function faultOf(
  kind: TurbineFault['kind'],
  {
    sensor,
    size = SIZES[kind],
    from,
  }: { readonly sensor: Sensor; readonly size: number | undefined; readonly from: number },
): TurbineFault {
  return kind === 'slow' ? { kind, from, size } : { kind, sensor, from, size };
}

function tellTrials({ seed, wind, json }: TurbineOptions, runs: number, terminal: Terminal): void {
  const results = [null, ...FAULT_CASES].map((fault) =>
    faultTrials(fault, { runs, seed, meanWind: wind }),
  );
  if (json === true) {
    printJson(terminal, { runs, seed, wind, threshold: ALARM_THRESHOLD, results });
    return;
  }
  terminal.print(
    table(
      [
        ['fault', 'missed', 'false', 'delay', 'largest', 'right place', 'delay'],
        ...results.map(rowOf),
      ],
      ['left', ...new Array<'right'>(6).fill('right')],
    ),
  );
  const healthy = results.reduce((sum, { healthySamples }) => sum + healthySamples, 0);
  const alarms = results.reduce((sum, { falseAlarms }) => sum + falseAlarms, 0);
  terminal.print(`${alarms} false alarms in ${healthy} samples without a fault\n`);
}

function rowOf(trials: FaultTrials): string[] {
  const { fault, runs, missed, falseAlarms, isolated } = trials;
  if (fault === null) return ['none', '', String(falseAlarms), '', '', '', ''];
  const sensor = fault.kind === 'slow' ? 'actuator' : fault.sensor;
  return [
    `${fault.kind} ${sensor}${fault.size === 0 ? '' : ` ${shown(fault.size)}`}`,
    String(missed),
    String(falseAlarms),
    shown(trials.medianDelay),
    shown(trials.largestDelay),
    `${isolated} of ${runs - missed - falseAlarms}`,
    shown(trials.medianIsolation),
  ];
}

function parseNumber(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number.');
}
