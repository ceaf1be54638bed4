import { type ExplainInput, ResourceNotFoundException, ValidationException } from "@toolgate/api";
import { type JsonValue, nearest } from "@toolgate/policy";
import type { Clock } from "../ports.ts";
import { explainCaller } from "./explain-caller.ts";
import type { ExplainQuestion } from "./explain-question.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { LiveGateways } from "./live-gateways.ts";

/** A call that may never have been made. */
export function questionOfInput(
  deps: { readonly gateways: Pick<LiveGateways, "get" | "all">; readonly clock: Clock },
  input: ExplainInput,
  args: JsonValue | undefined,
): ExplainQuestion {
  const { gatewayIdentifier, tool } = input;
  if (gatewayIdentifier === undefined) throw missing("gatewayIdentifier");
  if (tool === undefined) throw missing("tool");
  const live = gatewayOf(deps.gateways, gatewayIdentifier);
  return {
    live,
    tool,
    ...explainCaller(live.gateway, input.principal ?? {}),
    args,
    time: input.time === undefined ? deps.clock.now() : instant(input.time),
    notes: args === undefined ? ["No arguments were given, so what hangs on them is unknown."] : [],
  };
}

function gatewayOf(gateways: Pick<LiveGateways, "get" | "all">, asked: string): LiveGateway {
  const all = gateways.all();
  const found =
    // by `get` alone, which fails where what is in force is not known
    gateways.get(asked) ??
    all.find(({ gateway }) => gateway.arn === asked || gateway.name.toLowerCase() === asked.toLowerCase());
  if (found !== undefined) return found;
  const hint = nearest(
    asked,
    all.flatMap(({ gateway }) => [gateway.id, gateway.name]),
  );
  const mean = hint === undefined ? "toolgate status lists the gateways" : `did you mean ${hint}`;
  throw new ResourceNotFoundException(
    `'gatewayIdentifier': there is no gateway with the id, name or ARN ${asked}; ${mean}${hint === undefined ? "." : "?"}`,
  );
}

/** Date.parse alone takes more, some of it by the time zone of the machine. */
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

function instant(text: string): number {
  const millis = written.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(millis)) return millis;
  const message = `'time': ${text} is no instant; one looks like 2026-01-31T12:00:00Z.`;
  throw new ValidationException(message, "FieldValidationFailed", [{ name: "time", message }]);
}

function missing(name: "gatewayIdentifier" | "tool"): ValidationException {
  const message = `'${name}' is missing: give decisionId, or gatewayIdentifier and tool.`;
  return new ValidationException(message, "FieldValidationFailed", [{ name, message }]);
}
