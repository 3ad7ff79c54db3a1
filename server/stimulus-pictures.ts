import type { GivenValues, Picture } from '../agents/index.ts';
import { createRandom } from '../agents/index.ts';
import {
  CODE_LANGUAGES,
  codeSnippet,
  type ColouredPicture,
  encodeGreyPng,
  encodeStimulusPng,
  eachPlane,
  movieOf,
  renderStimulus,
  type RenderedStimulus,
  type StimulusKind,
  thumbnail,
} from '../experiments/index.ts';
import type { StimulusSource } from './stimulus-source.ts';

/** Thumbnails that are kept: the whole catalogue in one or two sizes. */
const MOST_KEPT = 2000;

/** Frames per second for which code is written. */
const FRAME_RATE = 60;

/** A stimulus with what somebody asks of it. */
export interface StimulusRequest {
  readonly name: string;
  readonly parameters: GivenValues;
  readonly seed: number;
}

/** What can be asked for: a small picture, one at the stimulus' own resolution, or code that shows it elsewhere. */
export type StimulusQuestion =
  | { readonly ask: 'thumbnail'; readonly name: string; readonly side: number }
  | ({
      readonly ask: 'picture';
      readonly outlined: boolean;
      readonly grey: boolean;
    } & StimulusRequest)
  | ({ readonly ask: 'code' } & StimulusRequest);

/** A picture as PNG, or code by program. */
export type StimulusAnswer =
  { readonly png: Uint8Array } | { readonly code: Readonly<Record<string, string>> };

/** Draws stimuli for the gallery: small ones once, large ones as they are asked for. */
export class StimulusPictures {
  readonly #source: StimulusSource;
  readonly #kept = new Map<string, Uint8Array>();

  constructor(source: StimulusSource) {
    this.#source = source;
  }

  /**
   * Answers a question about a stimulus.
   *
   * @throws {HelmholtzError} for a stimulus or a parameter that does not exist.
   */
  async answer(question: StimulusQuestion): Promise<StimulusAnswer> {
    switch (question.ask) {
      case 'thumbnail':
        return { png: await this.#thumbnail(question.name, question.side) };
      case 'picture': {
        const rendered = await this.#render(question);
        const picture = question.outlined ? outlinedTargets(rendered) : rendered;
        return { png: question.grey ? encodeGreyPng(picture) : encodeStimulusPng(picture) };
      }
      case 'code':
        return { code: await this.#code(question) };
    }
  }

  /** Draws the first thumbnails of the list before somebody asks, letting questions through after each. */
  async drawAhead(side: number, count: number): Promise<void> {
    const { stimuli } = await this.#source.list();
    for (const { kind } of stimuli.slice(0, count)) {
      try {
        await this.#thumbnail(kind.name, side);
      } catch {
        // Whoever asks for it is told what is wrong with it.
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #thumbnail(name: string, side: number): Promise<Uint8Array> {
    const { kind, version } = await this.#source.find(name);
    const key = `${name} ${side} ${version}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const png = encodeStimulusPng(thumbnail(kind, side));
    this.#kept.set(key, png);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return png;
  }

  async #code(request: StimulusRequest): Promise<Record<string, string>> {
    const { kind } = await this.#source.find(request.name);
    const rendered = drawn(kind, request);
    const movie = movieOf(kind, rendered, FRAME_RATE);
    const { parameters: given, seed, name: source } = request;
    return Object.fromEntries(
      CODE_LANGUAGES.map((language) => [
        language,
        codeSnippet(language, { rendered, given, seed, source, movie }),
      ]),
    );
  }

  async #render(request: StimulusRequest): Promise<RenderedStimulus> {
    return drawn((await this.#source.find(request.name)).kind, request);
  }
}

function drawn(kind: StimulusKind, { parameters, seed }: StimulusRequest): RenderedStimulus {
  return renderStimulus(kind, { parameters, random: createRandom(seed, 'stimulus', kind.name) });
}

/** The picture with the edges of its targets drawn as dashes of black and white. */
function outlinedTargets(rendered: RenderedStimulus): ColouredPicture {
  const { rows, columns, masks } = rendered;
  const mask = masks['targetMask'];
  if (mask === undefined) return rendered;
  const outlined = (plane: Picture): Picture => {
    const pixels = plane.pixels.slice();
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const index = row * columns + column;
        const isEdge =
          (column + 1 < columns && mask[index + 1] !== mask[index]) ||
          (row + 1 < rows && mask[index + columns] !== mask[index]);
        // Dashed in black and white, so that it shows on every ground.
        if (isEdge) pixels[index] = (row + column) % 6 < 3 ? 0 : 1;
      }
    }
    return { rows, columns, pixels };
  };
  return eachPlane(rendered, outlined);
}
