/** Import directions. An arrow that is not allowed here is not allowed; ARCHITECTURE.md draws the picture. */
const only = (name, from, ...mayImport) => ({
  name,
  severity: "error",
  from: { path: `^${from}`, pathNot: "\\.test\\.ts$" },
  to: { path: "^(packages|examples)/", pathNot: [from, ...mayImport].map((path) => `^${path}`) },
});

const server = "packages/server/src/";

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "every-import-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
    only("policy-imports-nothing-of-ours", "packages/policy/"),
    {
      name: "policy-is-browser-safe",
      comment:
        "policy and iam have no I/O, clock or environment, so that a browser can embed them; api and sdk run in one too",
      severity: "error",
      from: { path: "^packages/(policy|api|iam|sdk)/src", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    only("api-imports-nothing-of-ours", "packages/api/"),
    only("iam-imports-nothing-of-ours", "packages/iam/"),
    only("sdk-imports-api", "packages/sdk/", "packages/api/"),
    only("solver-imports-policy", "packages/solver/", "packages/policy/"),
    only(
      "server-imports-policy-solver-api-and-iam",
      "packages/server/",
      "packages/policy/",
      "packages/solver/",
      "packages/api/",
      "packages/iam/",
    ),
    only(
      "cli-imports-server-and-policy",
      "packages/cli/",
      "packages/server/",
      "packages/policy/",
      "packages/solver/",
      "packages/api/",
      "packages/iam/",
      "packages/sdk/",
    ),
    only(
      "use-cases-know-no-wire-and-no-adapter",
      `${server}(control|gateway|decisions|observe|roles|services)/`,
      `${server}(control|gateway|decisions|observe|roles|services)/`,
      `${server}[a-z-]+\\.ts$`,
      "packages/(policy|api|iam)/",
    ),
    only(
      "wire-calls-use-cases",
      `${server}wire/`,
      `${server}(control|gateway|decisions|observe|roles|services)/`,
      `${server}[a-z-]+\\.ts$`,
      "packages/(policy|api|iam)/",
    ),
    only(
      "adapters-implement-ports",
      `${server}adapters/`,
      `${server}(decisions|observe)/`,
      `${server}[a-z-]+\\.ts$`,
      "packages/(policy|api|iam)/",
    ),
    {
      name: "only-main-and-index-know-compose",
      severity: "error",
      from: { path: `^${server}`, pathNot: `^${server}(main\\.ts|index\\.ts|compose(\\.ts|/))` },
      to: { path: `^${server}(compose\\.ts|compose/|main\\.ts)` },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs"],
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node"],
    },
    parser: "swc",
  },
};
