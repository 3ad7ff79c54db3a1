import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

/** Serves the built client; files with a hash in their name never change. */
export function clientFiles(folder: string): RequestHandler {
  if (!existsSync(join(folder, 'index.html'))) {
    return (_, response) => {
      response.status(404).type('text/plain').send('The client is not built: npm run build\n');
    };
  }
  return express.static(folder, {
    setHeaders: (response, path) => {
      const isHashed = /[/\\]assets[/\\]/.test(path);
      response.setHeader(
        'Cache-Control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}
