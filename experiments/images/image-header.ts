/** What the first bytes of an image file say, without decoding it. */
export interface ImageHeader {
  readonly format: 'png' | 'jpeg';
  readonly rows: number;
  readonly columns: number;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether the bytes begin like a PNG or JPEG file, or like neither. */
export function imageFormat(bytes: Uint8Array): ImageHeader['format'] | null {
  if (PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  return null;
}

/** Reads format and size, or `null` where the file is neither PNG nor JPEG or ends before it tells. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const format = imageFormat(bytes);
  if (format === null) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return format === 'png' ? readPngHeader(view) : readJpegHeader(view);
}

/** The IHDR chunk comes first: 4 bytes length, `IHDR`, then width and height. */
function readPngHeader(view: DataView): ImageHeader | null {
  const IHDR = 0x49484452;
  if (view.byteLength < 33 || view.getUint32(12) !== IHDR) return null;
  return { format: 'png', columns: view.getUint32(16), rows: view.getUint32(20) };
}

/** Walks from marker to marker up to the first start of frame (SOF), which holds height and width. */
function readJpegHeader(view: DataView): ImageHeader | null {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // Any number of fill bytes may precede a marker.
    } else if (isStartOfFrame(marker)) {
      return { format: 'jpeg', rows: view.getUint16(at + 5), columns: view.getUint16(at + 7) };
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)) {
      at += 2; // Markers without a length.
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return null;
}

/** C0 to CF, but for C4 (Huffman tables), C8 (reserved) and CC (arithmetic coding tables). */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
