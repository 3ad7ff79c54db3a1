import { createAgent, findAgent, listAgents } from '../agents/index.ts';
import { decodeImage, encodeGreyPng, listPictures, renderPicture } from '../experiments/index.ts';
import type { Laboratory } from './dependencies.ts';

/** The science as it is: the whole catalogue. */
export const LABORATORY: Laboratory = {
  listAgents,
  findAgent,
  createAgent,
  listPictures,
  renderPicture,
  decodeImage,
  encodeGreyPng,
};
