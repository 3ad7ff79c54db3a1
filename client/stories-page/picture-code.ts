/** Bytes of a text in base64url. */
export function bytesOf(text: string): Uint8Array {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** A mask (1 = hidden) as bits in base64url, the highest of a byte first; empty where nothing is hidden. */
export function bitsOf(mask: Uint8Array): string {
  if (!mask.includes(1)) return '';
  const bytes = new Uint8Array(Math.ceil(mask.length / 8));
  for (const [pixel, hidden] of mask.entries()) {
    if (hidden === 1) bytes[pixel >> 3] = (bytes[pixel >> 3] ?? 0) | (128 >> (pixel & 7));
  }
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The mask of bits that {@link bitsOf} made; what is no such text hides nothing. */
export function maskOfBits(bits: string, pixels: number): Uint8Array {
  let bytes = new Uint8Array();
  try {
    bytes = Uint8Array.from(bytesOf(bits));
  } catch {
    // An address that somebody has typed.
  }
  return Uint8Array.from({ length: pixels }, (_, pixel) =>
    ((bytes[pixel >> 3] ?? 0) & (128 >> (pixel & 7))) === 0 ? 0 : 1,
  );
}

/** Pixels as a datum: numbers from 0 (black) to 1 (white). */
export function datumOfPixels(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String(Number((byte / 255).toPrecision(3)))).join(', ');
}
