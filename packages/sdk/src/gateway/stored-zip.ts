/** A zip archive of one file, stored as it is. Source: PKWARE, APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
export function storedZip(name: string, text: string): Uint8Array<ArrayBuffer> {
  const nameBytes = new TextEncoder().encode(name);
  const data = new TextEncoder().encode(text);
  // Version 2.0, names in UTF-8, stored, 1 January 1980.
  const common = [...u16(20), ...u16(0x0800), ...u16(0), ...u16(0), ...u16(0x0021)];
  const sizes = [
    ...u32(crc32(data)),
    ...u32(data.length),
    ...u32(data.length),
    ...u16(nameBytes.length),
    ...u16(0),
  ];
  const local = [...u32(0x04034b50), ...common, ...sizes, ...nameBytes];
  const unixFile = 0o100644 << 16;
  const central = [
    ...u32(0x02014b50),
    // Made on Unix, so that the file is readable where it is unpacked.
    ...u16(0x0314),
    ...common,
    ...sizes,
    ...u16(0),
    ...u16(0),
    ...u16(0),
    ...u32(unixFile),
    ...u32(0),
    ...nameBytes,
  ];
  const start = local.length + data.length;
  const end = [
    ...u32(0x06054b50),
    ...u16(0),
    ...u16(0),
    ...u16(1),
    ...u16(1),
    ...u32(central.length),
    ...u32(start),
    ...u16(0),
  ];
  return new Uint8Array([...local, ...data, ...central, ...end]);
}

const u16 = (value: number) => [value & 0xff, (value >>> 8) & 0xff];

const u32 = (value: number) => [...u16(value & 0xffff), ...u16((value >>> 16) & 0xffff)];

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
