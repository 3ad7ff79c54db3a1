/** How weights came about, whoever has learned them. */
export interface WeightsRecord {
  /** Command that makes the same weights again. */
  readonly command: string;
  readonly seed: number;
  /** What computed. */
  readonly engine: string;
  readonly durationSeconds: number;
  /** In nats per observation; `null` where nothing of that kind was descended. */
  readonly finalFreeEnergy: number | null;
  /** SHA-256 of the weights file, hexadecimal. */
  readonly sha256: string;
}

/** How trained weights of an agent came about; stored beside them. */
export interface TrainingRecord extends WeightsRecord {
  readonly agent: string;
  readonly dataset: string;
  /** Which of the agent's recipes, where it has several and one was asked for. */
  readonly recipe?: string;
  /** Hash of the whole plan: stages, rates, budget. */
  readonly plan?: string;
  /** How the agent does on examples that it has not seen, measured at the end. */
  readonly test?: {
    readonly measure: string;
    readonly value: number;
    readonly examples: number;
  };
  /** Worker threads do not change the result; noted for the duration. */
  readonly workers: number;
  /** Mean free energy per observation over the last batches, in nats. */
  readonly finalFreeEnergy: number;
  readonly version: string;
}
