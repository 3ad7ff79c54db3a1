/** The part of gifenc that is used; the package comes without types. */
declare module 'gifenc' {
  /** Red, green and blue of each colour, 0 to 255. */
  type Palette = readonly [number, number, number][];
  interface Encoder {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: {
        palette?: Palette;
        delay?: number;
        repeat?: number;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  const gifenc: {
    GIFEncoder(): Encoder;
    quantize(rgba: Uint8Array, maxColors: number): Palette;
    applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
  };
  export type { Palette };
  export default gifenc;
}
