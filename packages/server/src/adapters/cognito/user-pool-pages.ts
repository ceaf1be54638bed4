import type { PoolForm, UserPoolPages } from "../../user-pool-pages-port.ts";
import { type Html, html } from "../idp/html.ts";
import { errorPage, page } from "../idp/page.ts";

/** The pages of user pools, in the look and under the rules of the identity provider's: no scripts, nothing from elsewhere. */
export const userPoolPages: UserPoolPages = {
  signIn: (form) =>
    pageWith("Sign in", form, "sign-in", [
      html`<label for="username">User name</label>
<input id="username" name="username" value="${form.username}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="128" required${described(form)}>`,
      html`<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required${described(form)}>`,
    ]),
  newPassword: (form) =>
    pageWith("Choose a new password", form, "new-password", [
      html`<input type="hidden" name="session" value="${form.session}">
<label for="password">New password</label>
<input id="password" name="password" type="password" autocomplete="new-password" maxlength="256" required${described(form)}>`,
    ]),
  error: errorPage,
};

function pageWith(title: string, form: PoolForm, action: string, fields: readonly Html[]) {
  const { problem } = form;
  return page({
    status: problem?.status ?? 200,
    title: problem === undefined ? title : `Error: ${title}`,
    leadsTo: form.redirectUri,
    content: html`<h1>${title}</h1>
<p>The app <strong><bdi>${form.appName}</bdi></strong> wants to act as you. You are a user of <strong><bdi>${form.poolName}</bdi></strong>.</p>
${problem && html`<p class="wrong" id="problem" role="alert">${problem.text}</p>`}
<form method="post">
<input type="hidden" name="csrf" value="${form.csrf}">
${fields}
<div class="buttons">
<button class="main" name="action" value="${action}">${action === "sign-in" ? "Sign in" : "Go on"}</button>
<button name="action" value="cancel" formnovalidate>Cancel</button>
</div>
</form>`,
  });
}

function described({ problem }: PoolForm): Html | undefined {
  return problem && html` aria-describedby="problem" aria-invalid="true"`;
}
