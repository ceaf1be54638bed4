/** The members of Lambda's inputs, with AWS's patterns and limits. Source: Lambda API reference, 2015-03-31. */
import { z } from "zod";

/** A text within lengths and a pattern. */
function text(min: number, max: number, pattern?: RegExp) {
  const bounded = z
    .string("Member must be a text")
    .min(min, `Member must have length greater than or equal to ${min}`)
    .max(max, `Member must have length less than or equal to ${max}`);
  return pattern === undefined
    ? bounded
    : bounded.regex(
        new RegExp(`^(?:${pattern.source})$`),
        `Member must satisfy regular expression pattern: ${pattern.source}`,
      );
}

function between(min: number, max: number) {
  return z
    .number("Member must be a number")
    .int("Member must be a whole number")
    .min(min, `Member must have value greater than or equal to ${min}`)
    .max(max, `Member must have value less than or equal to ${max}`);
}

/** What a Lambda has that is not set up so: AWS's default is taken, and says nothing. */
function onlyDefault(what: string, isDefault: (value: unknown) => boolean) {
  return z
    .unknown()
    .refine(
      (value) => value === undefined || value === null || isDefault(value),
      `${what} is not built in Toolgate; leave it out`,
    )
    .optional();
}

const isEmpty = (value: unknown): boolean =>
  value === "" || (typeof value === "object" && value !== null && Object.values(value).every(isEmpty));
const has = (member: string, expected: unknown) => (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).every(([name, it]) => name === member && it === expected);

export const functionName = text(1, 256);
export const qualifier = text(1, 128).optional();
export const revisionId = text(1, 100).optional();
export const role = text(1, 2_048, /arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+/);
export const handler = text(1, 128, /[^\s]+/);
export const description = text(0, 256);
/** Seconds. */
export const timeout = between(1, 900);
/** MB. */
export const memorySize = between(128, 10_240);
export const architectures = z
  .array(z.enum(["x86_64", "arm64"], "Member must be one of x86_64, arm64"))
  .length(1, "Member must have length 1");
/** Base64; an SDK sends it so. */
export const zipFile = z.string("Member must be an archive in base64");
export const publish = z
  .literal(false, "Publish makes a version, and versions are not built in Toolgate; leave it out")
  .optional();
export const runtime = z
  .string()
  .regex(
    /^(nodejs\d{1,2}\.x|python3\.\d{1,2})$/,
    "of Lambda's runtimes Toolgate has nodejs20.x and its like, and python3.13 and its like; for another language register a command under functions in the configuration file",
  );
export const maxItems = z.coerce.number().pipe(between(1, 10_000)).optional();
export const marker = text(1, 1_024).optional();

const tagCharacters = /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u;
const tagText = (min: number, max: number) =>
  text(min, max).regex(
    new RegExp(`^${tagCharacters.source}$`, "u"),
    "Member has characters that no tag may have",
  );
export const tagKey = tagText(1, 128);
export const tags = z.record(tagKey, tagText(0, 256));

export const environment = z.strictObject({
  Variables: z
    .record(text(2, 256, /[a-zA-Z]([a-zA-Z0-9_])+/), z.string("Member must be a text").max(4_096))
    .default({}),
});

/** Where code comes from when it is not in the request. */
export const codeElsewhere = {
  S3Bucket: onlyDefault("Code in S3 (S3Bucket)", () => false),
  S3Key: onlyDefault("Code in S3 (S3Key)", () => false),
  S3ObjectVersion: onlyDefault("Code in S3 (S3ObjectVersion)", () => false),
  ImageUri: onlyDefault("Code in a container image (ImageUri)", () => false),
  SourceKMSKeyArn: onlyDefault("SourceKMSKeyArn", isEmpty),
};

/** What clients like to send with AWS's defaults, and what is not acted on otherwise. */
export const notBuilt = {
  VpcConfig: onlyDefault("VpcConfig", isEmpty),
  DeadLetterConfig: onlyDefault("DeadLetterConfig", isEmpty),
  KMSKeyArn: onlyDefault("KMSKeyArn", isEmpty),
  TracingConfig: onlyDefault("TracingConfig other than PassThrough", has("Mode", "PassThrough")),
  Layers: onlyDefault("Layers", isEmpty),
  FileSystemConfigs: onlyDefault("FileSystemConfigs", isEmpty),
  ImageConfig: onlyDefault("ImageConfig", isEmpty),
  EphemeralStorage: onlyDefault("EphemeralStorage other than 512", has("Size", 512)),
  SnapStart: onlyDefault("SnapStart", has("ApplyOn", "None")),
  LoggingConfig: onlyDefault("LoggingConfig other than text", has("LogFormat", "Text")),
  CapacityProviderConfig: onlyDefault("CapacityProviderConfig", isEmpty),
  DurableConfig: onlyDefault("DurableConfig", isEmpty),
};

/** The same, of new functions alone. */
export const notBuiltAtCreation = {
  ...notBuilt,
  CodeSigningConfigArn: onlyDefault("CodeSigningConfigArn", isEmpty),
  TenancyConfig: onlyDefault("TenancyConfig", isEmpty),
  PublishTo: onlyDefault("PublishTo", isEmpty),
  PackageType: z
    .literal(
      "Zip",
      "functions are uploaded as archives: PackageType Zip; container images are not built in Toolgate",
    )
    .default("Zip"),
};
