/** Bundles the `toolgate` command, with the processes and threads it starts, so that Node loads a few files instead of 600. */
import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const file = (path) => fileURLToPath(new URL(`../packages/${path}`, import.meta.url));
const folder = file("cli/dist/bundle");

/**
 * CommonJS, for what V8 has compiled of an ES module Node cannot keep. Nor does 'import("…")' work in what was kept, so that
 * the loader gives it to the files as a function.
 */
const command = { toolgate: file("cli/dist/index.js") };

/** All in one folder, since each is found beside the file that starts it. */
const started = {
  "cedar-child": file("server/dist/adapters/cedar/cedar-child.js"),
  "function-runner": file("server/dist/adapters/functions/function-runner.js"),
  "function-watchdog": file("server/dist/adapters/functions/function-watchdog.js"),
  "libsql-worker": file("server/dist/adapters/store/libsql-worker.js"),
  "z3-child": file("solver/dist/z3-child.js"),
};

/** Native, WebAssembly, or loaded only by those who use it; the command's package names them as dependencies. */
const external =
  /^(node:|libsql$|@cedar-policy\/|oidc-provider($|\/)|@aws-sdk\/|@modelcontextprotocol\/|z3-solver$)/;

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await writeBundle(command, { format: "cjs", ending: "cjs" });
await writeBundle(started, { format: "esm", ending: "js" });
try {
  execFileSync(process.execPath, [fileURLToPath(new URL("write-compiled.mjs", import.meta.url))], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
} catch (error) {
  console.error(`The command will start more slowly: it could not be compiled ahead. ${error.message}`);
}

async function writeBundle(input, { format, ending }) {
  const bundle = await rolldown({ input, external, platform: "node" });
  const { output } = await bundle.generate({
    format,
    entryFileNames: `[name].${ending}`,
    chunkFileNames: `chunk-[name].${ending}`,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await bundle.close();
  for (const { fileName, code } of output) {
    const text = format === "cjs" ? code.replaceAll(/\bimport\(/g, "importModule(") : code;
    await writeFile(join(folder, fileName), ascii(text));
  }
}

/** One character beyond Latin-1 would make V8 keep two bytes for each character of the text. */
function ascii(code) {
  const raw = /\\[\u0080-\uffff]|String\.raw/.exec(code);
  if (raw !== null)
    throw new Error(`${JSON.stringify(raw[0])} cannot be written in ASCII; write it another way.`);
  return code.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
