import { defineConfig } from 'vite';

/** The client: sources in `client/`, built into `dist/client` beside the compiled server. */
export default defineConfig({
  root: 'client',
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: true,
    // three.js alone is larger than the default limit of 500 kB.
    chunkSizeWarningLimit: 1500,
    // The client checks nothing on the wire, so the parsers (and zod, which asks for eval) stay out of it.
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !/[/\\]protocol[/\\]|[/\\]zod[/\\]/.test(id) },
    },
  },
});
