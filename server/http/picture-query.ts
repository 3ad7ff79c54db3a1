import { z } from 'zod';

/** How large a picture is asked for. */
export const pictureQuery = z.object({
  size: z.coerce
    .number()
    .int()
    .min(16)
    .max(512)
    .default(128)
    .describe('Rows and columns of the picture, in pixels.'),
});
