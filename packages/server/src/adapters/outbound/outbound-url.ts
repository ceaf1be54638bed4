const maxLength = 2_048;

/** Says why a URL is not fetched whatever it resolves to, or undefined. */
export function urlRefusal(url: string): string | undefined {
  if (url.length > maxLength) return `The URL ${url.slice(0, 80)}… is longer than ${maxLength} characters`;
  if (!URL.canParse(url)) return `${JSON.stringify(url)} is not a URL`;
  const { protocol, username, password } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") {
    return `${describeUrl(url)} is neither https nor http`;
  }
  if (username !== "" || password !== "") {
    return `${describeUrl(url)} carries a user name or password; URLs must not hold credentials`;
  }
  return undefined;
}

/** A URL as errors and logs may show it: without credentials, query and fragment. */
export function describeUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
