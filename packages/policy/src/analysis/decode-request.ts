import type { Principal } from "../evaluate/decision.ts";
import { anonymousPrincipal } from "../evaluate/principal.ts";
import { DatetimeValue, long, RecordValue } from "../values/value.ts";
import { InputDecoder } from "./decode-input.ts";
import type { PolicySetEncoding } from "./encode/policy-set-encoding.ts";
import type { RequestCase } from "./request-case.ts";
import type { Model } from "./smt/model.ts";

/** The request of a model, whole: what no policy read is left out where it may be, and has its plainest value where it may not. */
export function decodeRequest(encoding: PolicySetEncoding, model: Model): RequestCase {
  const { environment, symbols, universes } = encoding;
  const { action, actionGroups, gatewayArn, input } = environment;
  const { now } = symbols.read();
  const decoder = new InputDecoder(model, universes);
  const shape = input.kind === "record" ? input : ({ kind: "record", members: [] } as const);
  const { seen, sent } = decoder.decode(shape, symbols.input);
  const found = now === undefined ? undefined : model.value(now);
  const time = typeof found === "bigint" ? found : BigInt(plainTime(environment.now));
  return {
    principal: principal(encoding, model),
    action,
    actionGroups,
    gatewayArn,
    input: seen instanceof RecordValue ? seen : new RecordValue(new Map()),
    arguments: sent,
    now: new DatetimeValue(long(time) ?? time),
  };
}

function principal({ environment, symbols }: PolicySetEncoding, model: Model): Principal {
  const { principalType: type } = environment;
  if (type === anonymousPrincipal.type) return anonymousPrincipal;
  const read = symbols.read();
  const id = (read.id === undefined ? "" : model.text(read.id)) || "someone";
  const tags = [...read.tags].flatMap(([name, { present, value }]) =>
    model.truth(present) ? [[name, model.text(value)] as const] : [],
  );
  return {
    type,
    id,
    tags: type === "AgentCore::OAuthUser" ? Object.fromEntries([["sub", id], ...tags]) : {},
  };
}

/** The middle of 2026 where that is possible, for requests of which the time does not matter. */
function plainTime({ from, to }: PolicySetEncoding["environment"]["now"]) {
  const plain = 1_782_864_000_000;
  return plain >= from && plain <= to ? plain : from;
}
