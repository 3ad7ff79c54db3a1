import type { Picture } from '../picture.ts';
import { filterSpectrum } from './spectrum.ts';

/** Frequency, as a share of the Nyquist frequency, beyond which the whitening filter falls off. */
const ROLL_OFF = 0.8;

/**
 * Flattens the spectrum of natural images, as the retina is thought to do: every spatial frequency f (as a share of the
 * Nyquist frequency) is multiplied by
 *
 *   f exp(-(f / 0.8)^4)
 *
 * which undoes the 1/f amplitude of natural images and leaves out the highest frequencies, where noise prevails. The
 * mean becomes zero. The picture is mirrored at its edges up to the next power of two, so that any size will do.
 *
 * @param gain Factor on the result; the unit of the output is then contrast in standard deviations.
 * @see Rao & Ballard (1999), doi:10.1038/4580
 */
export function whiten(picture: Picture, gain: number): Picture {
  return filterSpectrum(picture, (vertical, horizontal) => {
    const f = Math.hypot(vertical, horizontal);
    return gain * f * Math.exp(-((f / ROLL_OFF) ** 4));
  });
}
