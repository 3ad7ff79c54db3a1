/** The functions of a compiled kernel module; what they do is documented in assembly/index.ts. */
export interface Kernels {
  firstFreeByte(): number;
  describe(
    evaluateList: number,
    measureList: number,
    updateList: number,
    traceColumns: number,
    energies: number,
    norm: number,
  ): void;
  run(list: number, traceRow: number): void;
  measureInto(traceRow: number): void;
  begin(): void;
  stepsTaken(): number;
  rowsTraced(): number;
  settle(
    steps: number,
    tolerance: number,
    traceEvery: number,
    risesToDiverge: number,
    traceRows: number,
    tracedSteps: number,
    capacity: number,
  ): number;
}

/** The kernels at work in a memory. */
export function startKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  // The compiler of assembly/ guarantees these signatures.
  return exports as unknown as Kernels;
}
