import { signatureHeaders } from "@toolgate/server";
import { CliError } from "../cli-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The headers that say who calls Toolgate's own operations: a signature where the environment has an access key, as the
 * AWS CLI reads it; without one, what a Toolgate without keys takes on loopback.
 * @throws CliError when one half of a key is missing.
 */
export function callerHeaders(
  request: { readonly method: string; readonly url: URL; readonly body?: string | undefined },
  environment: Environment = process.env,
): Record<string, string> {
  const accessKeyId = environment.AWS_ACCESS_KEY_ID ?? "";
  const secretAccessKey = environment.AWS_SECRET_ACCESS_KEY ?? "";
  if (accessKeyId === "" && secretAccessKey === "") return { authorization: "Toolgate local" };
  if (accessKeyId === "" || secretAccessKey === "") {
    const missing = accessKeyId === "" ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
    throw new CliError(
      `${missing} is not set, and the other half of the key is: set both, or neither, in the environment.`,
    );
  }
  const { AWS_REGION: region, AWS_DEFAULT_REGION: usual, AWS_SESSION_TOKEN: token = "" } = environment;
  return signatureHeaders(
    { ...request, service: "toolgate", region: region || usual || "us-west-2", now: Date.now() },
    { accessKeyId, secretAccessKey, ...(token === "" ? {} : { sessionToken: token }) },
  );
}
