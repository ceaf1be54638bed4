import { type ServiceName, services } from "./services.ts";
import type { Connection } from "./settings.ts";

/** Where a service is reached, and the Region that requests to it are signed for. */
export interface Endpoint {
  readonly url: URL;
  readonly signingRegion: string;
  /** Whether the address was given, rather than one of AWS's own. */
  readonly given: boolean;
}

/** Finds a service: the address given for it, the one given for all, or AWS's host. Throws a RangeError on an address that is none. */
export function endpointOf(service: ServiceName, connection: Connection): Endpoint {
  const { signingName, host, global } = services[service];
  const { region } = connection;
  const signingRegion = global ? globalRegion(region) : region;
  const given = connection.endpoints[service] ?? connection.endpoint;
  if (given !== undefined) return { url: httpUrl(given), signingRegion, given: true };
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return {
    url: new URL(`https://${global ? globalHost(signingName, region) : `${host}.${region}`}.${suffix}`),
    signingRegion,
    given: false,
  };
}

/** Source: AWS General Reference, IAM endpoints. */
function globalHost(name: string, region: string): string {
  if (region.startsWith("cn-")) return `${name}.cn-north-1`;
  if (region.startsWith("us-gov-")) return `${name}.us-gov`;
  return name;
}

function globalRegion(region: string): string {
  if (region.startsWith("cn-")) return "cn-north-1";
  if (region.startsWith("us-gov-")) return "us-gov-west-1";
  return "us-east-1";
}

function httpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "") {
    if (url.username === "" && url.password === "") return url;
    throw new RangeError(
      "The endpoint has a user name or password in it; give it without, and a key as credentials.",
    );
  }
  throw new RangeError(
    `The endpoint '${text}' is no http or https address; give one such as http://127.0.0.1:4100.`,
  );
}

/** Whether an address is on this machine, by its name alone. */
export function isLoopback(url: URL): boolean {
  return url.hostname === "localhost" || url.hostname === "[::1]" || /^127(\.\d+){3}$/.test(url.hostname);
}
