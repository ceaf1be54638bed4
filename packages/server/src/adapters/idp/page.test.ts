import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { html } from "./html.ts";
import { page } from "./page.ts";

it(verifies("sign-in.page", "whatever text goes into a page stays text"), () => {
  const name = `<script>alert("1")</script>&'`;
  expect(html`<p title="${name}">${name}${undefined}${[html`<b>${"<"}</b>`]}</p>`.markup).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;<b>&lt;</b></p>',
  );
});

it.each<readonly [string | undefined, string]>([
  [undefined, "'none'"],
  ["http://127.0.0.1:33418/callback?x=1", "'self' http://127.0.0.1:33418"],
  ["http://[::1]:33418/callback", "'self' http:"],
  ["https://vscode.dev/redirect;script-src", "'self' https://vscode.dev"],
  ["cursor://anysphere.cursor-mcp/oauth", "'self' cursor:"],
])(verifies("sign-in.page", "the form of a page that leads to %s may end at %s only"), (leadsTo, source) => {
  const { headers } = page({ status: 200, title: "t", content: html``, leadsTo });
  expect(/form-action ([^;]*);/.exec(headers["content-security-policy"] ?? "")?.[1]).toBe(source);
});
