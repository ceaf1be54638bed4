import { stringifyJson } from "../../json/stringify-json.ts";
import type { Environment } from "../environment.ts";
import type { RequestCase } from "../request-case.ts";

/** Calls of one tool by one kind of caller. */
export interface CallsOfTool {
  /** `<Target>___<tool>`. */
  readonly tool: string;
  readonly gatewayArn: string;
  readonly principalType: Environment["principalType"];
}

/** One concrete request, as plain data. */
export interface ShownRequest extends Omit<CallsOfTool, "principalType"> {
  readonly principal: {
    readonly type: Environment["principalType"];
    readonly id: string;
    readonly claims: Readonly<Record<string, string>>;
  };
  /** JSON text, since a number of JavaScript would round large integers. */
  readonly arguments: string;
  /** ISO-8601, UTC. */
  readonly time: string;
}

/** The request as people and programs read it. */
export function shownRequest(request: RequestCase): ShownRequest {
  const { action, gatewayArn, principal, now } = request;
  const { type, id, tags } = principal;
  return {
    tool: action,
    gatewayArn,
    principal: { type, id, claims: tags },
    arguments: stringifyJson(request.arguments),
    time: new Date(Number(now.amount)).toISOString(),
  };
}

/** The calls that the environment is about. */
export function callsOf({ action, gatewayArn, principalType }: Environment): CallsOfTool {
  return { tool: action, gatewayArn, principalType };
}
