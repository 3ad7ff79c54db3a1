import type { ConvolutionPlaces } from '../maths/convolution-places.ts';
import type { TransformTask, TransformWriter } from './contribution.ts';
import type { BufferId, Operation } from './program.ts';
import type { Writer } from './writer.ts';

interface ConvolutionTask extends TransformTask {
  readonly places: ConvolutionPlaces;
}

/** Copies images between their own order and that of places, and around the zeros outside of an image. */
function placeCopier({ buffer }: Writer, { name, batch, places }: ConvolutionTask) {
  const { met, outside, unitOfPlace, placeOfUnit } = places;
  const others = unitOfPlace.length;
  const metIndex = buffer(name('units met'), 1, met.length, met);
  const insideIndex = buffer(
    name('units inside'),
    1,
    outside,
    Int32Array.from({ length: outside }, (_, unit) => unit),
  );
  const unitIndex = buffer(name('unit of place'), 1, others, unitOfPlace);
  const placeIndex = buffer(name('place of unit'), 1, others, placeOfUnit);
  const padded = buffer(name('image with zeros around'), batch, outside + 1);
  const shared = { rows: batch } as const;
  const clear: Operation = { op: 'fill', out: padded, value: 0, length: batch * (outside + 1) };
  return {
    /** What the kernel meets at every place, `batch places x met`. */
    unfold: (image: BufferId, out: BufferId): readonly Operation[] => [
      clear,
      {
        op: 'scatterAdd',
        out: padded,
        from: image,
        index: insideIndex,
        ...shared,
        outColumns: outside + 1,
        fromColumns: outside,
      },
      {
        op: 'gather',
        out,
        from: padded,
        index: metIndex,
        ...shared,
        outColumns: met.length,
        fromColumns: outside + 1,
      },
    ],
    /** The sum of what every place adds to the image. */
    fold: (from: BufferId, image: BufferId): readonly Operation[] => [
      clear,
      {
        op: 'scatterAdd',
        out: padded,
        from,
        index: metIndex,
        ...shared,
        outColumns: outside + 1,
        fromColumns: met.length,
      },
      {
        op: 'gather',
        out: image,
        from: padded,
        index: insideIndex,
        ...shared,
        outColumns: outside,
        fromColumns: outside + 1,
      },
    ],
    /** From channel by channel to place by place. */
    byPlace: (image: BufferId, out: BufferId): Operation => ({
      op: 'gather',
      out,
      from: image,
      index: unitIndex,
      ...shared,
      outColumns: others,
      fromColumns: others,
    }),
    /** From place by place to channel by channel. */
    byChannel: (from: BufferId, image: BufferId): Operation => ({
      op: 'gather',
      out: image,
      from,
      index: placeIndex,
      ...shared,
      outColumns: others,
      fromColumns: others,
    }),
  };
}

/** Writes a convolution as one product of matrices over all places (im2col). */
export function convolutionTransform(writer: Writer, task: ConvolutionTask): TransformWriter {
  const { buffer } = writer;
  const { name, batch, shape, activated, weights, transposed, bias } = task;
  const blocks = batch * shape.windows;
  const copier = placeCopier(writer, task);
  const met = buffer(name('met by the kernel'), blocks, shape.upper);
  const made = buffer(name('made place by place'), blocks, shape.lower);
  const units = buffer(name('made'), batch, shape.errors);
  const deltaByPlace = buffer(name('delta place by place'), blocks, shape.lower);
  return {
    contribute: (out, accumulate) => [
      ...copier.unfold(activated, met),
      {
        op: 'matmul',
        out: made,
        left: met,
        right: transposed,
        rows: blocks,
        inner: shape.upper,
        columns: shape.lower,
        accumulate: false,
      },
      ...(bias === null
        ? []
        : [{ op: 'addRow', out: made, row: bias, rows: blocks, columns: shape.lower } as const]),
      copier.byChannel(made, accumulate ? units : out),
      ...(accumulate
        ? [{ op: 'add', out, left: out, right: units, length: batch * shape.errors } as const]
        : []),
    ],
    sendBack: (delta, out) => {
      const back = buffer(name('sent back place by place'), blocks, shape.upper);
      return [
        copier.byPlace(delta, deltaByPlace),
        {
          op: 'matmul',
          out: back,
          left: deltaByPlace,
          right: weights,
          rows: blocks,
          inner: shape.lower,
          columns: shape.upper,
          accumulate: false,
        },
        ...copier.fold(back, out),
      ];
    },
    writeDescent: (emit, delta, out) => {
      const flipped = buffer(name('delta transposed'), shape.lower, blocks);
      emit(
        copier.byPlace(delta, deltaByPlace),
        { op: 'transpose', out: flipped, from: deltaByPlace, rows: blocks, columns: shape.lower },
        {
          op: 'matmul',
          out: out.weights,
          left: flipped,
          right: met,
          rows: shape.lower,
          inner: blocks,
          columns: shape.upper,
          accumulate: false,
        },
      );
      if (out.bias !== null) {
        emit({
          op: 'sumRows',
          out: out.bias,
          from: deltaByPlace,
          rows: blocks,
          columns: shape.lower,
        });
      }
    },
  };
}

/** Writes a transposed convolution: what every place makes is added up in the lower image. */
export function transposedConvolutionTransform(
  writer: Writer,
  task: ConvolutionTask,
): TransformWriter {
  const { buffer } = writer;
  const { name, batch, shape, activated, weights, transposed, bias } = task;
  const { errors, biases } = shape;
  const blocks = batch * shape.windows;
  const copier = placeCopier(writer, task);
  const sent = buffer(name('sent place by place'), blocks, shape.upper);
  const made = buffer(name('made place by place'), blocks, shape.lower);
  const units = buffer(name('made'), batch, errors);
  const deltaMet = buffer(name('delta met by the kernel'), blocks, shape.lower);
  const channelIndex = buffer(
    name('channel of unit'),
    1,
    errors,
    Int32Array.from({ length: errors }, (_, unit) => Math.floor((unit * biases) / errors)),
  );
  let biasOfUnit: BufferId | null = null;
  if (bias !== null) {
    biasOfUnit = buffer(name('bias of unit'), 1, errors);
    writer.prepare({
      op: 'gather',
      out: biasOfUnit,
      from: bias,
      index: channelIndex,
      rows: 1,
      outColumns: errors,
      fromColumns: biases,
    });
  }
  return {
    contribute: (out, accumulate) => [
      copier.byPlace(activated, sent),
      {
        op: 'matmul',
        out: made,
        left: sent,
        right: transposed,
        rows: blocks,
        inner: shape.upper,
        columns: shape.lower,
        accumulate: false,
      },
      ...copier.fold(made, accumulate ? units : out),
      ...(accumulate
        ? [{ op: 'add', out, left: out, right: units, length: batch * errors } as const]
        : []),
      ...(biasOfUnit === null
        ? []
        : [{ op: 'addRow', out, row: biasOfUnit, rows: batch, columns: errors } as const]),
    ],
    sendBack: (delta, out) => {
      const back = buffer(name('sent back place by place'), blocks, shape.upper);
      return [
        ...copier.unfold(delta, deltaMet),
        {
          op: 'matmul',
          out: back,
          left: deltaMet,
          right: weights,
          rows: blocks,
          inner: shape.lower,
          columns: shape.upper,
          accumulate: false,
        },
        copier.byChannel(back, out),
      ];
    },
    writeDescent: (emit, delta, out) => {
      const flipped = buffer(name('delta transposed'), shape.lower, blocks);
      emit(
        ...copier.unfold(delta, deltaMet),
        { op: 'transpose', out: flipped, from: deltaMet, rows: blocks, columns: shape.lower },
        {
          op: 'matmul',
          out: out.weights,
          left: flipped,
          right: sent,
          rows: shape.lower,
          inner: blocks,
          columns: shape.upper,
          accumulate: false,
        },
      );
      if (out.bias === null) return;
      const perUnit = buffer(name('delta of unit'), 1, errors);
      emit(
        { op: 'sumRows', out: perUnit, from: delta, rows: batch, columns: errors },
        { op: 'fill', out: out.bias, value: 0, length: biases },
        {
          op: 'scatterAdd',
          out: out.bias,
          from: perUnit,
          index: channelIndex,
          rows: 1,
          outColumns: biases,
          fromColumns: errors,
        },
      );
    },
  };
}
