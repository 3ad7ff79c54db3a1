/**
 * A picture as an address that holds its bytes.
 *
 * An address made by `URL.createObjectURL` has to be given back, and no moment is sure to be late enough: a picture that is
 * replaced may still be loading. This one needs no giving back.
 *
 * @throws {DOMException} if the bytes cannot be read.
 */
export async function dataUrl(blob: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.addEventListener('load', () => {
      resolve(reader.result as string);
    });
    reader.addEventListener('error', () => {
      reject(reader.error ?? new Error('expected the bytes of a picture; they cannot be read'));
    });
    reader.readAsDataURL(blob);
  });
}
