/** Random sets of policies for one kind of caller, with requests of that caller. */
import {
  actionGroups,
  DatetimeValue,
  type Policy,
  parsePolicy,
  type RequestCase,
  stringifyJson,
  toolArguments,
} from "@toolgate/policy";
import { Choices, PolicyWriter, randomRequest, typedTool } from "./random-typed-policies.ts";

const principalTypes = [
  "AgentCore::OAuthUser",
  "AgentCore::OAuthUser",
  "AgentCore::OAuthUser",
  "AgentCore::IamEntity",
  "AgentCore::Anonymous",
] as const;

export interface RandomSet {
  readonly kind: RequestCase["principal"]["type"];
  readonly texts: readonly string[];
  readonly policies: readonly Policy[];
  /** How often each operator was written. */
  readonly mix: ReadonlyMap<string, number>;
  request(): RequestCase;
}

/** The same set for the same numbers. */
export function randomSet(seed: number, set: number, count: number): RandomSet {
  const choices = new Choices(seed * 1_000_003 + set);
  const writer = new PolicyWriter(choices);
  const texts = Array.from({ length: count }, () => writer.policy());
  const kind = principalTypes[set % principalTypes.length] ?? principalTypes[0];
  return {
    kind,
    texts,
    policies: texts.map(parsed),
    mix: writer.mix,
    request: () => requestOf(kind, choices),
  };
}

function parsed(text: string): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(`${JSON.stringify(result.errors)} in ${text}`);
  return result.policy;
}

function requestOf(type: RequestCase["principal"]["type"], choices: Choices): RequestCase {
  const { id, tags, arguments: args, now } = randomRequest(choices);
  const read = toolArguments(typedTool.inputSchema, args);
  if (!read.ok) throw new Error(`${read.path} ${read.message}`);
  const { input } = read;
  const isUser = type === "AgentCore::OAuthUser";
  return {
    principal: { type, id: type === "AgentCore::Anonymous" ? "anonymous" : id, tags: isUser ? tags : {} },
    action: typedTool.action,
    actionGroups: actionGroups(typedTool.action),
    gatewayArn: typedTool.gatewayArn,
    input,
    arguments: args,
    now: new DatetimeValue(now),
  };
}

/** The request on one line. */
export function shown({ principal, arguments: args, now }: RequestCase): string {
  return `${JSON.stringify(principal)} ${stringifyJson(args)} at ${now.amount}`;
}
