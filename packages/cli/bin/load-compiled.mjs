import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

/** What V8 made of a file before: beside it, and taken only by the version of V8 that wrote it. */
export const compiledSuffix = ".compiled";

/**
 * The exports of a CommonJS file of the bundle, without compiling it anew where that has been done before, for that takes
 * longer than all the rest of a start. `onScript` hears of each file with its script.
 */
export function loadCompiled(entry, onScript = () => {}) {
  const folder = dirname(entry);
  const modules = new Map();

  function load(file) {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const script = new Script(
      // The bundle is ASCII.
      `(function (exports, require, module, __filename, __dirname, importModule) {${readFileSync(file, "latin1")}\n})`,
      { filename: file, cachedData: compiledBefore(file) },
    );
    onScript(file, script);
    const others = createRequire(file);
    const require = (name) => (name.startsWith("./") ? load(join(folder, name)) : others(name));
    const run = script.runInThisContext();
    run(module.exports, Object.assign(require, others), module, file, folder, importModule);
    return module.exports;
  }

  return load(entry);
}

/** Packages are found from here as from the bundle: both lie in the package of the command. */
function importModule(name) {
  return import(name);
}

function compiledBefore(file) {
  try {
    return readFileSync(file + compiledSuffix);
  } catch {
    return undefined;
  }
}
