// Loaded into the server's process before the server: tells its memory to the parent that asks.
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.channel?.unref();
