import { z } from "zod";
import { redirectUriProblem } from "./redirect-uri.ts";

/** A client as it registered itself: public, known by its redirect URIs alone, without claims, scopes or secrets. */
export interface Registration {
  readonly client_name?: string | undefined;
  readonly redirect_uris: readonly string[];
  readonly grant_types: readonly ("authorization_code" | "refresh_token")[];
}

export type RegistrationReading =
  | { readonly ok: true; readonly registration: Registration }
  | {
      readonly ok: false;
      readonly error: "invalid_redirect_uri" | "invalid_client_metadata";
      readonly description: string;
    };

const names = z.array(z.string().max(200)).max(50);
const registrationSchema = z.object({
  redirect_uris: z.array(z.string().max(4_096)).min(1).max(20),
  client_name: z.string().max(1_000).optional(),
  grant_types: names.default(["authorization_code"]),
  response_types: names.default(["code"]),
  token_endpoint_auth_method: z.string().max(200).default("none"),
});

/** Methods with a secret are taken for `none`, which the answer says: an app on somebody's computer cannot keep one. */
const authMethods: readonly string[] = ["none", "client_secret_basic", "client_secret_post"];

/**
 * Reads a registration request. What is not supported is left out and the answer says so, unless nothing useful would
 * be left. Source: RFC 7591, 2 and 3.2.
 */
export function readRegistration(body: unknown): RegistrationReading {
  const parsed = registrationSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join(".");
    const description = `${place === undefined || place === "" ? "the request" : place}: ${issue?.message}`;
    const error = issue?.path[0] === "redirect_uris" ? "invalid_redirect_uri" : "invalid_client_metadata";
    return { ok: false, error, description };
  }
  const { redirect_uris, client_name, grant_types, response_types, token_endpoint_auth_method } = parsed.data;
  for (const [index, uri] of redirect_uris.entries()) {
    const problem = redirectUriProblem(uri);
    if (problem === undefined) continue;
    const description = `redirect_uris.${index}: ${JSON.stringify(uri.slice(0, 200))} ${problem}`;
    return { ok: false, error: "invalid_redirect_uri", description };
  }
  const refused = (description: string): RegistrationReading => ({
    ok: false,
    error: "invalid_client_metadata",
    description,
  });
  if (!grant_types.includes("authorization_code") || !response_types.includes("code")) {
    return refused(
      "an app that registers itself signs people in: grant_types must have authorization_code and response_types code; clients with credentials of their own belong in the identities file",
    );
  }
  if (!authMethods.includes(token_endpoint_auth_method)) {
    return refused(
      `token_endpoint_auth_method: ${JSON.stringify(token_endpoint_auth_method.slice(0, 100))} is not supported; use none, with PKCE`,
    );
  }
  const name = client_name === undefined ? "" : printable(client_name);
  return {
    ok: true,
    registration: {
      ...(name === "" ? {} : { client_name: name }),
      redirect_uris: [...new Set(redirect_uris)],
      grant_types: [
        "authorization_code",
        ...(grant_types.includes("refresh_token") ? (["refresh_token"] as const) : []),
      ],
    },
  };
}

const maxName = 80;

/** A name is shown to the person who decides: nothing in it may turn the text around or be invisible. */
function printable(name: string): string {
  const characters = [
    ...name
      .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
      .replace(/\s+/g, " ")
      .trim(),
  ];
  if (characters.length <= maxName) return characters.join("");
  return `${characters.slice(0, maxName - 1).join("")}…`;
}
