import type { FilledPictures, PartlySeen, PictureStory } from '../../picture-story.ts';
import { type Chance, type Choice, readNumbers, showNumbers } from '../../story.ts';

/** Size of the pictures of a story, in pixels. */
export interface PictureShape {
  readonly rows: number;
  readonly columns: number;
}

/** The pictures of a story: a datum is the luminance of all pixels, row by row. */
export function pictureOf(
  { rows, columns }: PictureShape,
  fill: (view: PartlySeen) => FilledPictures,
): PictureStory {
  return {
    rows,
    columns,
    pixels: (text) => Float32Array.from(readNumbers(text, rows * columns)),
    text: (pixels) => showNumbers(Array.from(pixels)),
    fill,
  };
}

/** Causes as choices, each drawn from N(0, 1). */
export function numberedCauses(causes: ArrayLike<number>): Choice[] {
  return numberedChoices('cause', causes, () => ({ mean: [0], standardDeviation: [1] }));
}

/** Numbers as choices that are told apart by their place, and how open each of them was. */
export function numberedChoices(
  name: string,
  numbers: ArrayLike<number>,
  chanceOf: (index: number) => Chance,
): Choice[] {
  return Array.from(numbers, (number, index) => ({
    name: `${name} ${index + 1}`,
    value: String(Number(number.toPrecision(4))),
    number,
    chance: chanceOf(index),
  }));
}
