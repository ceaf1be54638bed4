import { isLoopbackHost } from "./loopback-host.ts";

/** Why web pages of that origin cannot be let in, with what to write instead; undefined when they can. */
export function pageOriginProblem(text: string): string | undefined {
  const given = JSON.stringify(text.slice(0, 100));
  if (text.includes("*")) {
    return `${given} would let in more than one origin; name each, such as http://localhost:6274`;
  }
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    return `${given} is not the origin of a web page; write one such as http://localhost:6274`;
  }
  const { protocol, hostname, origin } = new URL(text);
  if (protocol === "http:" && !isLoopbackHost(hostname)) {
    return `${given} is http off this computer, where others can change the page on its way; use https`;
  }
  return text === origin ? undefined : `${given} is not what browsers send as the origin; write ${origin}`;
}
