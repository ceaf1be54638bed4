import { isLoopbackHost } from "../../loopback-host.ts";

/** Schemes that a browser or the system acts on itself, so that no app can be meant by them. */
const notAnApp =
  /^(javascript|vbscript|data|blob|about|file|filesystem|view-source|ftp|wss?|mailto|tel|sms|intent|chrome|edge|search|search-ms|ms-.*|.):$/;

/** Where the person is sent, for them to see and for the page's content security policy. */
export type RedirectTarget =
  | { readonly kind: "loopback"; readonly host: string }
  | { readonly kind: "website"; readonly host: string }
  | { readonly kind: "app"; readonly scheme: string };

/**
 * Why an app may not have sign-ins sent there, as the end of a sentence, or undefined. Loopback (any port), https, and
 * schemes of native apps may be had; all are compared to the letter later, a loopback port aside.
 * Source: RFC 8252, 7; OAuth 2.1, 2.3.1; docs/decisions/0010.
 */
export function redirectUriProblem(uri: string): string | undefined {
  if (uri.length > 2_048) return "is longer than 2,048 characters";
  if (!/^[!-~]+$/.test(uri)) return "has characters that no URI has";
  if (!URL.canParse(uri)) return "is not an absolute URI";
  if (uri.includes("#")) return "has a fragment";
  const { protocol, hostname, username, password } = new URL(uri);
  if (username !== "" || password !== "") return "has a user name or a password in it";
  switch (protocol) {
    case "https:":
      return isLoopbackHost(hostname) ? "is loopback by https; use http" : undefined;
    case "http:":
      return oneOfThree.has(hostname)
        ? undefined
        : "is http off this computer; use https, or http://127.0.0.1 with any port";
    default:
      return notAnApp.test(protocol) ? `has the scheme ${protocol} which belongs to no app` : undefined;
  }
}

/** The names of loopback that the library compares without their port. */
const oneOfThree: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** Where a redirect URI that has no problem leads. */
export function redirectTarget(uri: string): RedirectTarget {
  const { protocol, host } = new URL(uri);
  if (protocol === "https:") return { kind: "website", host };
  if (protocol === "http:") return { kind: "loopback", host };
  return { kind: "app", scheme: protocol.slice(0, -1) };
}
