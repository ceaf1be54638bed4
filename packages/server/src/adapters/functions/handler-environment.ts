import { resolve } from "node:path";
import { parseFunctionArn } from "./function-arn.ts";
import type { FunctionRegistration } from "./function-registration.ts";

/** Where registered functions live, and what they may see. */
export interface FunctionSurroundings {
  /** The folder that registrations without a `cwd` of their own start from. */
  readonly baseFolder: string;
  /** For functions that are registered by name. */
  readonly region: string;
  /** PATH. */
  readonly path: string | undefined;
}

/**
 * The whole environment of a handler: an allow-list, so that no key or token of the server reaches it.
 * Source: Lambda developer guide, "Defined runtime environment variables".
 */
export function handlerEnvironment(
  registration: FunctionRegistration,
  options: FunctionSurroundings & { readonly folder: string },
): Record<string, string> {
  const region = parseFunctionArn(registration.key)?.region ?? options.region;
  return {
    PATH: options.path ?? "/usr/local/bin:/usr/bin:/bin",
    HOME: options.folder,
    TMPDIR: options.folder,
    TZ: "UTC",
    LANG: "C.UTF-8",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: registrationName(registration),
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(registration.memoryMb),
    LAMBDA_TASK_ROOT: taskRoot(registration, options.baseFolder),
    ...registration.env,
  };
}

/** The bare name, whichever way the function is registered. */
export function registrationName(registration: FunctionRegistration): string {
  return parseFunctionArn(registration.key)?.name ?? registration.key;
}

/** The folder that a registration's relative paths start from. */
export function taskRoot(registration: FunctionRegistration, baseFolder: string): string {
  return resolve(baseFolder, registration.cwd ?? ".");
}
