/** The buffers that the reference operations work on, by id, and the trace row that they fill. */
export interface Memory {
  /** Float buffers; empty where the id is that of an index buffer. */
  readonly floats: readonly Float64Array[];
  /** Index buffers; empty where the id is that of a float buffer. */
  readonly indices: readonly Int32Array[];
  readonly traceRow: Float64Array;
}
