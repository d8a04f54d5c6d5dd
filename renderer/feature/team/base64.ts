/** What a file holds, in Base64. */
export async function base64Of(file: Blob): Promise<string> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The file cannot be read.')));
    reader.readAsDataURL(file);
  });
  // `data:TYPE;base64,…`; of an empty file there is nothing behind the comma.
  return address.slice(address.indexOf(',') + 1);
}

/** Bytes that came in Base64, as a file. */
export function fileOf(content: string): Blob {
  return new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], { type: 'application/octet-stream' });
}
