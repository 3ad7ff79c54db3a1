import { register } from 'node:module';

/** From here on, Node runs TypeScript. */
register('./typescript-hooks.js', import.meta.url);
