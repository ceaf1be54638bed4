import type { CallsOfTool, ShownRequest } from "@toolgate/policy";
import { type Line, line } from "../explain/render-lines.ts";

/** Names beyond these are counted. */
const listed = 3;

/** A request on a line for the caller and one for the call. */
export function requestLines(
  depth: number,
  lead: string,
  request: ShownRequest,
  more: readonly Line[] = [],
): Line[] {
  const { principal, tool, arguments: args, time } = request;
  return [
    line(depth, lead),
    line(depth + 1, `caller     ${callerOf(principal)}`, { hang: 11 }),
    line(depth + 1, `tool       ${tool}`, { hang: 11 }),
    line(depth + 1, `arguments  ${args}`, { whole: true }),
    line(depth + 1, `time       ${time}`, { hang: 11 }),
    ...more,
  ];
}

function callerOf({ type, claims, id }: ShownRequest["principal"]): string {
  const kind = shortType(type);
  if (type === "AgentCore::Anonymous") return `${kind}, without a token`;
  const known =
    Object.keys(claims).length > 0 ? ` with claims ${JSON.stringify(claims)}` : ` ${JSON.stringify(id)}`;
  return `${kind}${known}`;
}

/** `OAuthUser` of `AgentCore::OAuthUser`. */
export function shortType(type: string): string {
  return type.split("::").at(-1) ?? type;
}

/** Which tools and callers, in a few words; gateways are named where there are several. */
export function callsInWords(calls: readonly CallsOfTool[], severalGateways: boolean): string {
  const tools = few(calls.map(({ tool }) => tool));
  const types = few(calls.map(({ principalType }) => shortType(principalType)));
  const gateways = severalGateways
    ? ` on ${few(calls.map(({ gatewayArn }) => shortGateway(gatewayArn)))}`
    : "";
  return `${tools} by ${types}${gateways}`;
}

/** `gateway/bank-1` of its ARN. */
export function shortGateway(arn: string): string {
  return arn.split(":").at(-1) ?? arn;
}

function few(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const more = distinct.length - listed;
  return more > 0 ? `${distinct.slice(0, listed).join(", ")} and ${more} more` : distinct.join(", ");
}

/** `1 policy`, `2 policies`. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
