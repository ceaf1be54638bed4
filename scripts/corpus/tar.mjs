import { gunzipSync } from "node:zlib";

const block = 512;

/** The files of a .tar.gz by path, as Buffers. Throws for what is neither file nor folder, such as a link. */
export function filesIn(archive) {
  const bytes = gunzipSync(archive);
  const files = new Map();
  for (let at = 0; at + block <= bytes.length; ) {
    const field = (from, to) => bytes.toString("utf8", at + from, at + to).replace(/\0.*$/s, "");
    const name = field(0, 100);
    if (name === "") break;
    const type = field(156, 157);
    const size = Number.parseInt(field(124, 136), 8);
    if (!["0", "5", ""].includes(type)) throw new Error(`${name} is of the type ${type}, which is not read`);
    if (type !== "5") files.set(name, bytes.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}
