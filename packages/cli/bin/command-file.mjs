import { statSync } from "node:fs";

const bundle = new URL("../dist/bundle/toolgate.cjs", import.meta.url).href;
const unbundled = new URL("../dist/index.js", import.meta.url).href;
const packages = ["api", "cli", "policy", "server", "solver"];

/** Where the command is: in the bundle, which starts sooner, unless there is none or one of the packages was built since. */
export function commandFile() {
  const bundledAt = changedAt(bundle);
  if (bundledAt === undefined) return unbundled;
  const built = packages.map((name) =>
    changedAt(new URL(`../../${name}/dist/.tsbuildinfo`, import.meta.url)),
  );
  return built.some((time = 0) => time > bundledAt) ? unbundled : bundle;
}

function changedAt(url) {
  return statSync(new URL(url), { throwIfNoEntry: false })?.mtimeMs;
}
