import { type Html, html } from "./html.ts";
import { type Page, page } from "./page.ts";
import { redirectTarget } from "./redirect-uri.ts";

/** What a person is asked to agree to. */
export interface SignInRequest {
  /** The name that the app gave itself, if it did. */
  readonly appName: string | undefined;
  readonly redirectUri: string;
  /** The gateway that tokens will be for; undefined when the app named none. */
  readonly gatewayName: string | undefined;
}

/** Asks for user name and password. `problem` says why it asks again; the password is never put back. */
export function signInPage(
  request: SignInRequest,
  again?: { readonly username: string; readonly problem: string; readonly status: number },
): Page {
  const problem = again && html`<p class="wrong" id="problem" role="alert">${again.problem}</p>`;
  const describedBy = again && html` aria-describedby="problem" aria-invalid="true"`;
  // Whoever mistyped the password goes on there; the name is still in its field.
  const atPassword = again !== undefined && again.username !== "" ? html` autofocus` : undefined;
  const atUsername = atPassword === undefined ? html` autofocus` : undefined;
  return page({
    status: again?.status ?? 200,
    title: again === undefined ? "Sign in" : "Error: Sign in",
    leadsTo: request.redirectUri,
    content: html`<h1>Sign in</h1>
<p>${appOf(request)} wants to use ${gatewayOf(request)} as you.</p>
${problem}
<form method="post">
<label for="username">User name</label>
<input id="username" name="username" value="${again?.username}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="255" required${describedBy}${atUsername}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1024" required${describedBy}${atPassword}>
${buttons("sign-in", "Sign in")}
</form>`,
  });
}

/** Asks the person who signed in whether the app may act for them. */
export function consentPage(
  request: SignInRequest,
  granted: { readonly username: string; readonly scopes: readonly string[] },
): Page {
  const scopes =
    granted.scopes.length > 0
      ? html`<dt>Scopes</dt>
<dd>${granted.scopes.join(", ")}</dd>`
      : undefined;
  return page({
    status: 200,
    title: "Allow access",
    leadsTo: request.redirectUri,
    content: html`<h1>Allow access?</h1>
<p>${appOf(request)} will list and call tools of ${gatewayOf(request)} as <strong><bdi>${granted.username}</bdi></strong>, wherever its policies allow you to.</p>
<dl>
<dt>Sends you back to</dt>
<dd>${backTo(request.redirectUri)}</dd>
${scopes}
</dl>
<p>Apps choose their own names. Allow it only if you have just started this sign-in yourself.</p>
<form method="post">
${buttons("allow", "Allow")}
</form>`,
  });
}

function buttons(action: string, label: string): Html {
  return html`<div class="buttons">
<button class="main" name="action" value="${action}">${label}</button>
<button name="action" value="cancel" formnovalidate>Cancel</button>
</div>`;
}

function appOf({ appName }: SignInRequest): Html {
  return appName === undefined
    ? html`An app that gives no name`
    : html`The app <strong><bdi>${appName}</bdi></strong>`;
}

function gatewayOf({ gatewayName }: SignInRequest): Html {
  return gatewayName === undefined
    ? html`the gateways of this Toolgate`
    : html`the gateway <strong><bdi>${gatewayName}</bdi></strong>`;
}

function backTo(redirectUri: string): Html {
  const target = redirectTarget(redirectUri);
  switch (target.kind) {
    case "loopback":
      return html`an app on this computer (<bdi>${target.host}</bdi>)`;
    case "website":
      return html`the website <strong><bdi>${target.host}</bdi></strong>`;
    case "app":
      return html`the app on this computer that opens <bdi>${target.scheme}:</bdi> links`;
  }
}
