import {
  type Address,
  decodeFrame,
  encodeFrame,
  type Frame,
  parseAddress,
} from '../../protocol/index.ts';

/** A frame with these planes, encoded and decoded as on the wire. */
export function frameOf(
  sequence: number,
  planes: Readonly<Record<Address, readonly number[]>>,
  { step = sequence, session = 's', errorNorms = [] as readonly number[] } = {},
): Frame {
  const entries = Object.entries(planes).map(([address, values]) => {
    const parts = parseAddress(address);
    if (parts === null) throw new Error(`frameOf: expected an address; got ${address}`);
    return [parts, values] as const;
  });
  const { header, buffer } = encodeFrame(
    {
      session,
      sequence,
      step,
      freeEnergy: { total: 3.14159, accuracy: -2, complexity: 1.14159, levels: [2, 1.14159] },
      errorNorms: [...errorNorms],
      certificate: {
        status: 'settling',
        gradientNorm: 1,
        tolerance: 1e-3,
        largestStableRate: null,
        conditionNumber: null,
        explanation: 'settling',
      },
      posterior: [],
      variance: { method: 'exact', relativeError: 0 },
    },
    entries,
  );
  return decodeFrame(header, buffer);
}
