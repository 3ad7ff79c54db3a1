/**
 * The part of the WebAssembly interface that the engine uses: Node.js and browsers both have it, the type declarations
 * of Node.js do not.
 */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }

  interface Module {
    readonly [Symbol.toStringTag]: string;
  }

  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }

  const Memory: new (descriptor: { initial: number; maximum?: number }) => Memory;
  const Module: new (bytes: Uint8Array) => Module;
  const Instance: new (
    module: Module,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => Instance;
}
