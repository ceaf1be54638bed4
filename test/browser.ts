/** A browser for tests: cookies by path, redirects, forms; it never runs scripts. */

export interface Visit {
  readonly url: string;
  /** 0 when the browser was sent to another origin, which it does not visit. */
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

export interface Browser {
  open(url: string): Promise<Visit>;
  /** Posts the page's form to where the page is. */
  submit(
    visit: Visit,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Visit>;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** A browser without cookies; it accepts HTML, as people's browsers do. */
export function openBrowser(): Browser {
  const cookies = new Map<string, Cookie>();

  async function go(url: string, init: RequestInit): Promise<Visit> {
    const { pathname, origin } = new URL(url);
    const sent = [...cookies].flatMap(([name, { value, path }]) =>
      pathname.startsWith(path) ? [`${name.split(" ")[0]}=${value}`] : [],
    );
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: { accept: "text/html,*/*;q=0.8", cookie: sent.join("; "), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) keep(line);
    const html = await response.text();
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) {
      return { url, status: response.status, headers: response.headers, html };
    }
    const next = new URL(location, url);
    if (next.origin !== origin) return { url: location, status: 0, headers: response.headers, html: "" };
    return go(next.href, {});
  }

  function keep(line: string): void {
    const [pair = "", ...attributes] = line.split(/; */);
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? "/";
    const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
    if (expires !== undefined && Date.parse(expires) < Date.now()) cookies.delete(`${name} ${path}`);
    else cookies.set(`${name} ${path}`, { value, path });
  }

  return {
    open: (url) => go(url, {}),
    submit: (visit, fields, headers = {}) =>
      go(visit.url, { method: "POST", body: new URLSearchParams(fields), headers }),
  };
}
