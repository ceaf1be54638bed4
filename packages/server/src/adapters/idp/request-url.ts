/** Given to every sign-in, since the library refuses one that asks for no scope at all; never in a token. */
export const signInScope = "toolgate";

/** What RFC 8414, 3.1 puts before the issuer's path, and MCP clients try for OpenID Connect too. */
const rootMetadata = /^\/\.well-known\/(?:oauth-authorization-server|openid-configuration)(?=\/)/;

/** Whether the path is the identity provider's that is mounted at `mount` (`/idp`). */
export function isMountedAt(mount: string, path: string): boolean {
  if (path === mount || path.startsWith(`${mount}/`)) return true;
  return rootMetadata.test(path) && path.replace(rootMetadata, "") === mount;
}

/** A request's URL as the library knows it: without the mount and any fragment, with what every sign-in asks for. */
export function libraryUrl(mount: string, sent: string): string {
  const [url = sent] = sent.split("#", 1);
  const end = url.indexOf("?");
  const [path, query] = end === -1 ? [url, ""] : [url.slice(0, end), url.slice(end)];
  const metadata = rootMetadata.exec(path)?.[0];
  if (metadata !== undefined) return metadata + query;
  const inner = path.slice(mount.length) || "/";
  return inner === "/auth" ? `${inner}?${withSignInScope(query)}` : inner + query;
}

/** What an MCP client in a web page needs of the library's paths. The pages where people sign in are for nobody's scripts. */
export function methodsForPages(path: string): readonly string[] | undefined {
  switch (path) {
    case "/.well-known/openid-configuration":
    case "/.well-known/oauth-authorization-server":
      return ["GET"];
    case "/reg":
    case "/token":
      return ["POST"];
    default:
      return undefined;
  }
}

function withSignInScope(query: string): string {
  const params = new URLSearchParams(query);
  const scopes = params.getAll("scope");
  // Two scope parameters are for the library to refuse.
  if (scopes.length < 2) params.set("scope", [signInScope, ...scopes].join(" ").trim());
  return params.toString();
}
