/** The two knobs of Pyllusion, in percent of luminance. */
export interface GreyOptions {
  readonly strength: number;
  readonly difference: number;
}

interface Greys {
  readonly up: number;
  readonly low: number;
  readonly backgroundUp: number;
  readonly backgroundLow: number;
}

/** Greys of two targets and of their grounds; a ground that equals its target is moved by one percent. */
function greys({ strength, difference }: GreyOptions): Greys {
  const up = 0.5 + difference / 200;
  const low = 0.5 - difference / 200;
  const sign = difference === 0 ? 1 : Math.sign(difference);
  let backgroundUp = 0.5 + (sign * strength) / 200;
  let backgroundLow = 0.5 - (sign * strength) / 200;
  if (backgroundUp === up) {
    if (backgroundUp > backgroundLow) backgroundUp += 0.01;
    else {
      if (backgroundUp === backgroundLow) backgroundLow -= 0.01;
      backgroundUp -= 0.01;
    }
  }
  if (backgroundLow === low) {
    if (backgroundLow > backgroundUp) backgroundLow += 0.01;
    else {
      if (backgroundLow === backgroundUp) backgroundUp -= 0.01;
      backgroundLow -= 0.01;
    }
  }
  return { up, low, backgroundUp, backgroundLow };
}

/** Three equal bytes, rounded half to even. */
function rgb(grey: number): readonly number[] {
  const value = grey * 255;
  const floor = Math.floor(value);
  const rest = value - floor;
  const rounded = rest === 0.5 ? floor + (floor % 2) : Math.round(value);
  return [rounded, rounded, rounded];
}

/** Greys of the simultaneous contrast illusion. */
export function contrast(options: GreyOptions) {
  const { up, low, backgroundUp, backgroundLow } = greys(options);
  return {
    Illusion: 'Contrast',
    Illusion_Strength: options.strength,
    Difference: options.difference,
    Illusion_Type: options.strength > 0 ? 'Congruent' : 'Incongruent',
    Rectangle_Top: up,
    Rectangle_Bottom: low,
    Background_Top: backgroundUp,
    Background_Bottom: backgroundLow,
    Rectangle_Top_RGB: rgb(up),
    Rectangle_Bottom_RGB: rgb(low),
    Background_Top_RGB: rgb(backgroundUp),
    Background_Bottom_RGB: rgb(backgroundLow),
  };
}

/** Greys and places of White's illusion. */
export function white({
  strength,
  difference,
  stripsN = 9,
}: GreyOptions & { readonly stripsN?: number }) {
  const { up, low, backgroundUp, backgroundLow } = greys({ strength, difference });
  const height = 2 / stripsN;
  const middles = Array.from({ length: stripsN }, (_, strip) => -1 + strip * height + height / 2);
  return {
    Illusion: "White's",
    Illusion_Strength: strength,
    Difference: difference,
    Illusion_Type: strength > 0 ? 'Congruent' : 'Incongruent',
    Target1: up,
    Target2: low,
    Background1: backgroundUp,
    Background2: backgroundLow,
    Target1_RGB: rgb(up),
    Target2_RGB: rgb(low),
    Background1_RGB: rgb(backgroundUp),
    Background2_RGB: rgb(backgroundLow),
    Target1_y: middles.filter((_, strip) => strip % 2 === 0),
    Target2_y: middles.filter((_, strip) => strip % 2 === 1),
    Target_Height: height,
    Target_n: stripsN,
  };
}
