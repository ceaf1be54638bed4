import { type RequestCase, stringifyJson } from "@toolgate/policy";

/** Characters of claims, and of arguments, that are shown. */
const longest = 300;

/** A request in words, e.g. `the caller "a" with the claims {"sub":"a"} sends {"amount":1} to 'T___t'`. */
export function showCase({ principal, arguments: sent, action, now }: RequestCase): string {
  const caller =
    principal.type === "AgentCore::Anonymous"
      ? "a caller without a token"
      : `the caller ${JSON.stringify(shortened(principal.id))} with the claims ${shortened(JSON.stringify(principal.tags))}`;
  const time = new Date(Number(now.amount)).toISOString();
  return `${caller} sends ${shortened(stringifyJson(sent))} to '${action}' at ${time}`;
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
}
