import { createHash } from "node:crypto";
import { type Html, html } from "./html.ts";

/** A page as it is sent. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const style = `
:root { color-scheme: light dark; --page: #f4f5f7; --card: #fff; --text: #16191f; --quiet: #545b64; --line: #7d8998; --accent: #0a5cb8; --on-accent: #fff; --wrong: #b3130c; }
@media (prefers-color-scheme: dark) { :root { --page: #0f141a; --card: #192029; --text: #eef1f4; --quiet: #aab3be; --line: #7d8998; --accent: #6cb2ff; --on-accent: #06121f; --wrong: #ff9a91; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 1.5rem; background: var(--card); border-radius: .75rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
.quiet { margin: 0 0 .25rem; color: var(--quiet); font-size: .875rem; }
dl { margin: 1rem 0; } dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0 0 .75rem; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); color: inherit; font: inherit; }
input[aria-invalid] { border-color: var(--wrong); }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
button { flex: 1 1 8rem; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--accent); border-radius: .5rem; background: none; color: var(--accent); font: inherit; font-weight: 600; cursor: pointer; }
button.main { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wrong { margin: 0 0 1rem; padding-left: .75rem; border-left: 4px solid var(--wrong); color: var(--wrong); }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** A whole page: nothing from elsewhere, no scripts. `leadsTo` is the redirect URI that its form may end at. */
export function page(parts: {
  readonly status: number;
  readonly title: string;
  readonly content: Html;
  readonly leadsTo?: string | undefined;
}): Page {
  const formAction = parts.leadsTo === undefined ? "'none'" : `'self' ${cspSource(parts.leadsTo)}`;
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.title} - Toolgate</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<p class="quiet">Toolgate</p>
${parts.content}
</main>
</body>
</html>
`;
  return {
    status: parts.status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      // Not no-referrer: browsers would send the form with "Origin: null", which is not ours.
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    },
    body: markup,
  };
}

/** Browsers hold the redirects after a form against form-action too. IPv6 addresses cannot be written there. */
function cspSource(uri: string): string {
  const { protocol, hostname, origin } = new URL(uri);
  const isWeb = protocol === "https:" || protocol === "http:";
  return isWeb && !hostname.startsWith("[") ? origin : protocol;
}

/** Says what happened, why, and what to do next. */
export function errorPage(parts: {
  readonly status: number;
  readonly title: string;
  readonly sentences: readonly string[];
}): Page {
  return page({
    status: parts.status,
    title: parts.title,
    content: html`<h1>${parts.title}</h1>
${parts.sentences.map((sentence) => html`<p>${sentence}</p>`)}`,
  });
}
