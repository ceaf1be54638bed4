import { type ServiceName, services } from "./services.ts";
import type { ClientSettings } from "./settings.ts";

/**
 * The settings that the AWS SDKs read from environment variables: addresses (`AWS_ENDPOINT_URL`,
 * `AWS_ENDPOINT_URL_<SERVICE>`), Region, access key and attempts. In Node: `settingsFromEnvironment(process.env)`.
 * Profiles and files are not read; for those give `credentials` a provider of `@aws-sdk/credential-providers`.
 * Source: AWS SDKs and Tools Reference, environment variables.
 */
export function settingsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): ClientSettings {
  const read = (name: string) => (environment[name] === "" ? undefined : environment[name]);
  const ignored = read("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.toLowerCase() === "true";
  const address = (name: string) => (ignored ? undefined : read(name));
  const names = Object.keys(services) as ServiceName[];
  return {
    region: read("AWS_REGION") ?? read("AWS_DEFAULT_REGION"),
    endpoint: address("AWS_ENDPOINT_URL"),
    endpoints: Object.fromEntries(
      names.map((name) => [name, address(`AWS_ENDPOINT_URL_${services[name].variable}`)]),
    ),
    credentials: credentialsOf(read),
    maxAttempts: numberOf(read("AWS_MAX_ATTEMPTS")),
  };
}

/** Half a key is a slip, and going on unsigned would hide it. */
function credentialsOf(read: (name: string) => string | undefined): ClientSettings["credentials"] {
  const accessKeyId = read("AWS_ACCESS_KEY_ID");
  const secretAccessKey = read("AWS_SECRET_ACCESS_KEY");
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const missing = accessKeyId === undefined ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
    throw new RangeError(`${missing} is not set while its other half is; set both or neither.`);
  }
  return { accessKeyId, secretAccessKey, sessionToken: read("AWS_SESSION_TOKEN") };
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
