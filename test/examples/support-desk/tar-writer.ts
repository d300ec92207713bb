/** A file to pack. */
export type TarFile = { readonly name: string; readonly text: string; readonly type?: string };

/** A ustar archive of the files, with the two empty blocks at its end. */
export function writeTar(files: readonly TarFile[]): Uint8Array {
  return Buffer.concat([
    ...files.flatMap((file) => [header(file), padded(Buffer.from(file.text))]),
    Buffer.alloc(1024),
  ]);
}

function header({ name, text, type = "0" }: TarFile): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write("0000644\0", 100);
  block.write(`${Buffer.byteLength(text).toString(8).padStart(11, "0")}\0`, 124);
  block.write(" ".repeat(8), 148);
  block.write(type, 156);
  block.write("ustar\u000000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}
