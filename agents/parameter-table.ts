/** Bounds and unit of every number that a parameter consists of. */
interface Bounds {
  readonly min: number;
  readonly max: number;
  /** Unit, for example `1/steps` or `cycles/degree`; `1` for a pure number. */
  readonly unit: string;
  /** Whether only whole numbers are allowed. */
  readonly whole?: boolean;
}

/** A number that can be set, with everything that help texts, sliders, checks and data dictionaries need. */
export interface NumberParameter extends Bounds {
  readonly kind: 'number';
  /** `null` where the number may be left out; its meaning then says what happens. */
  readonly default: number | null;
  readonly meaning: string;
}

/** One of a few words. */
export interface ChoiceParameter {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
  readonly meaning: string;
}

/** Yes or no. */
export interface BooleanParameter {
  readonly kind: 'boolean';
  readonly default: boolean;
  readonly meaning: string;
}

/** Free text. */
export interface TextParameter {
  readonly kind: 'text';
  readonly default: string;
  /** Most characters. */
  readonly maxLength: number;
  readonly meaning: string;
}

/** Two numbers, vertical before horizontal where they are a size; one number stands for both. */
export interface PairParameter extends Bounds {
  readonly kind: 'pair';
  /** `null` where the pair may be left out. */
  readonly default: readonly [number, number] | null;
  readonly meaning: string;
}

/** Several numbers; one number is a list of one. */
export interface ListParameter extends Bounds {
  readonly kind: 'list';
  /** `null` where the list may be left out. */
  readonly default: readonly number[] | null;
  readonly minLength?: number;
  /** Most entries; 1000 if not given. */
  readonly maxLength?: number;
  readonly meaning: string;
}

/** Several pairs; an entry that is one number stands for both of a pair. */
export interface PairsParameter extends Bounds {
  readonly kind: 'pairs';
  /** `null` where the pairs may be left out. */
  readonly default: readonly (readonly [number, number])[] | null;
  readonly minLength?: number;
  /** Most pairs; 1000 if not given. */
  readonly maxLength?: number;
  readonly meaning: string;
}

/** A parameter with one value for each of two sides, left first; one value stands for both. */
export interface SidesParameter {
  readonly kind: 'sides';
  readonly each: Parameter;
  /** `null` for the default of `each` on both sides. */
  readonly default: readonly [ParameterValue, ParameterValue] | null;
  readonly meaning: string;
}

/** Parameters of something within, under names of their own. */
export interface SetParameter {
  readonly kind: 'set';
  readonly table: ParameterTable;
  /** What differs from the defaults of the table. */
  readonly default: GivenValues;
  readonly meaning: string;
}

/** One entry of a parameter table. */
export type Parameter =
  | NumberParameter
  | ChoiceParameter
  | BooleanParameter
  | TextParameter
  | PairParameter
  | ListParameter
  | PairsParameter
  | SidesParameter
  | SetParameter;

/** Parameters by name: types, checks, menus and help all come from this one table. */
export type ParameterTable = Readonly<Record<string, Parameter>>;

/** Anything that a parameter can be, as JSON writes it. */
export type ParameterValue =
  | number
  | string
  | boolean
  | null
  | readonly ParameterValue[]
  | { readonly [name: string]: ParameterValue };

/** `null` too, where the default is. */
type OrNull<Entry extends Parameter, Value> = Entry extends { readonly default: null }
  ? Value | null
  : Value;

/** The value that an entry of a table admits. */
export type ValueOf<Entry extends Parameter> = Entry extends NumberParameter
  ? OrNull<Entry, number>
  : Entry extends ChoiceParameter | TextParameter
    ? string
    : Entry extends BooleanParameter
      ? boolean
      : Entry extends PairParameter
        ? OrNull<Entry, readonly [number, number]>
        : Entry extends ListParameter
          ? OrNull<Entry, readonly number[]>
          : Entry extends PairsParameter
            ? OrNull<Entry, readonly (readonly [number, number])[]>
            : Entry extends SidesParameter
              ? readonly [ValueOf<Entry['each']>, ValueOf<Entry['each']>]
              : Entry extends SetParameter
                ? ParameterValues<Entry['table']>
                : never;

/** The values that a table admits, by name. */
export type ParameterValues<Table extends ParameterTable = ParameterTable> =
  ParameterTable extends Table
    ? Readonly<Record<string, ParameterValue>>
    : { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** Values as somebody gives them: some names, everything possibly as text. */
export type GivenValues = Readonly<Record<string, ParameterValue>>;
