/** The server's settings: flags over environment over file, parsed once; errors name the setting and where it came from. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { nearest } from "@toolgate/policy";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { pageOriginProblem } from "./page-origin.ts";

/** A setting that cannot be used: the reader's mistake, told without a stack. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** zod's message with the value that was wrong; only for settings that hold no secret. */
const mustBe = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    `must be ${what}, and ${JSON.stringify(input)?.slice(0, 100)} is not`,
});
const flag = z.union(
  [z.boolean(), z.enum(["true", "false", "1", "0"]).transform((text) => text === "true" || text === "1")],
  mustBe("true or false"),
);
const portWords = mustBe("a whole number from 0 to 65535");
const port = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^\d{1,5}$/)
        .transform(Number),
    ],
    portWords,
  )
  .refine((number) => Number.isInteger(number) && number >= 0 && number <= 65_535, portWords);
const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, mustBe(`one of ${values.join(", ")}`));

const analysisTimeWords = mustBe("seconds from 0.1 to 600");

/** A list; commas between them where only text can be given. */
const pageOrigins = z
  .union(
    [z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))],
    mustBe("origins of web pages such as http://localhost:6274"),
  )
  .superRefine((origins, context) => {
    if (origins.length > 100) {
      context.addIssue({ code: "custom", message: `${origins.length} origins are too many; at most 100` });
    }
    for (const message of origins.map(pageOriginProblem)) {
      if (message !== undefined) context.addIssue({ code: "custom", message });
    }
  });

const settingsSchema = z.strictObject({
  port: port.default(4100),
  host: z.string().min(1).max(255).default("127.0.0.1"),
  controlPort: port.optional(),
  /** Off loopback only with access keys. */
  controlHost: z.string().min(1).max(255).optional(),
  data: z.string().min(1).default(".toolgate"),
  publicUrl: z.url({ protocol: /^https?$/, ...mustBe("a URL such as https://tools.example.com") }).optional(),
  /** Origins whose web pages may sign people in and call gateways. */
  allowOrigin: pageOrigins.optional(),
  // YAML reads an unquoted one as a number.
  account: z.coerce
    .string()
    .regex(/^\d{12}$/, mustBe("an AWS account id of 12 digits, in quotes if it starts with 0"))
    .default("123456789012"),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, mustBe("a region such as us-west-2"))
    .default("us-west-2"),
  strictAws: flag.default(false),
  /** What a role ARN that Toolgate has never heard of means; unset: trusted on loopback alone. */
  unknownRoles: oneOf("trust", "refuse").optional(),
  /** A gateway whose role may not ask its policy engine: refused, or made with a warning. */
  rolePreflight: oneOf("reject", "warn").default("reject"),
  idp: flag.default(false),
  /** Whether functions may be uploaded while it listens off loopback. */
  allowUploadedCode: flag.default(false),
  /** The share of decisions that Cedar itself is asked about too. */
  shadowCheck: z.coerce
    .number(mustBe("a share from 0 to 1, such as 0.01"))
    .min(0, mustBe("a share from 0 to 1, such as 0.01"))
    .max(1, mustBe("a share from 0 to 1, such as 0.01"))
    .default(0.001),
  /** Seconds that the proofs of one change of policies may take. */
  analysisTimeLimit: z.coerce
    .number(analysisTimeWords)
    .min(0.1, analysisTimeWords)
    .max(600, analysisTimeWords)
    .default(10),
  /** A `z3` or `cvc5` of the machine, by name or path; unset: the built-in z3. */
  solver: z.string().min(1).max(4_096).optional(),
  logLevel: oneOf("fatal", "error", "warn", "info", "debug", "silent").default("info"),
  recordsFile: z.string().min(1).optional(),
  /** Log records and spans as JSON lines in the data folder too. */
  telemetryFiles: flag.default(false),
  /** An OpenTelemetry collector's base. */
  otlpEndpoint: z
    .url({ protocol: /^https?$/, ...mustBe("a URL such as http://127.0.0.1:4318") })
    // It stands in the log when it cannot be reached, and a password with it.
    .refine((url) => !/^https?:\/\/[^/?#]*@/i.test(url), {
      error: "must be a URL without user name and password; send those by OTEL_EXPORTER_OTLP_HEADERS",
    })
    .optional(),
  /** `result`: the seed's shape (`isError: true`); `error`: JSON-RPC error -32002. */
  denialShape: oneOf("result", "error").default("result"),
  /** The sentence for a default denial: of AWS's preview (2025-12), or the current one (2026). */
  denialWording: z.coerce.string().pipe(oneOf("2025-12", "2026")).default("2025-12"),
});

const fileSchema = z.strictObject({
  ...settingsSchema.partial().shape,
  functions: z.array(z.unknown()).max(1_000).default([]),
  identities: z.unknown().optional(),
  records: z.unknown().optional(),
  mcpServers: z.unknown().optional(),
  authoring: z.unknown().optional(),
});

type Settings = z.output<typeof settingsSchema>;

/** Everything the composer needs; `functions`, `identities`, `records`, `mcpServers` and `authoring` are parsed by the adapters they belong to. */
export interface Config extends Settings {
  readonly functions: readonly unknown[];
  readonly identities?: unknown;
  readonly records?: unknown;
  readonly mcpServers?: unknown;
  readonly authoring?: unknown;
  /** The folder that relative paths in the file start from. */
  readonly baseFolder: string;
}

export type SettingName = keyof Settings;

/** Every setting's name as an environment variable: `strictAws` is `TOOLGATE_STRICT_AWS`. */
function environmentName(setting: string): string {
  return `TOOLGATE_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/**
 * Reads the settings.
 * @throws ConfigError naming the setting, its value's source and what it must be.
 */
export function readConfig(options: {
  readonly flags?: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly file?: string | undefined;
}): Config {
  const { flags = {}, environment = {}, file } = options;
  if (environment.TOOLGATE_DATABASE_URL !== undefined) {
    throw new ConfigError(
      "TOOLGATE_DATABASE_URL: PostgreSQL is not built yet; leave it out to use the embedded database in --data.",
    );
  }
  const fromFile = file === undefined ? fileSchema.parse({}) : readFile(file);
  const { functions, identities, records, mcpServers, authoring, ...fileSettings } = fromFile;
  const merged: Record<string, unknown> = { ...fileSettings };
  const source = new Map<string, string>(Object.keys(fileSettings).map((name) => [name, String(file)]));
  for (const name of Object.keys(settingsSchema.shape)) {
    const variable = environmentName(name);
    const fromEnvironment = environment[variable];
    if (fromEnvironment !== undefined && fromEnvironment !== "") {
      merged[name] = fromEnvironment;
      source.set(name, variable);
    }
    const fromFlag = flags[name as SettingName];
    if (fromFlag !== undefined) {
      merged[name] = fromFlag;
      source.set(name, `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    }
  }
  const parsed = settingsSchema.safeParse(merged);
  if (!parsed.success) {
    throw new ConfigError(describe(parsed.error, (path) => source.get(path) ?? path));
  }
  return {
    ...parsed.data,
    functions,
    ...(identities === undefined ? {} : { identities }),
    ...(records === undefined ? {} : { records }),
    ...(mcpServers === undefined ? {} : { mcpServers }),
    ...(authoring === undefined ? {} : { authoring }),
    baseFolder: file === undefined ? process.cwd() : dirname(resolve(file)),
  };
}

function readFile(file: string): z.output<typeof fileSchema> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new ConfigError(`--config ${file}: the file cannot be read (${(cause as Error).message}).`);
  }
  let value: unknown;
  try {
    value = parseYaml(text) ?? {};
  } catch (cause) {
    throw new ConfigError(`--config ${file}: not YAML (${(cause as Error).message}).`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ConfigError(`--config ${file}: it must hold settings, one "name: value" a line.`);
  }
  const known = Object.keys(fileSchema.shape);
  const [unknown] = Object.keys(value).filter((name) => !known.includes(name));
  if (unknown !== undefined) {
    const meant = nearest(unknown, known);
    throw new ConfigError(
      `${file}: there is no setting ${JSON.stringify(unknown.slice(0, 100))}${meant === undefined ? `, only ${known.join(", ")}` : `; did you mean ${meant}?`}`,
    );
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) throw new ConfigError(describe(parsed.error, (path) => `${file}: ${path}`));
  return parsed.data;
}

/** Renders zod's issues with the place each value came from. */
export function describe(error: z.ZodError, where: (path: string) => string): string {
  return error.issues
    .map((issue) => {
      const path = issue.path.map(String).join(".");
      return `${where(path)}: ${issue.message}.`;
    })
    .join("\n");
}
