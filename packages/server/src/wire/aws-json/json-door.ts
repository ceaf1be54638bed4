/** AWS's JSON protocol (Cognito, logs): `X-Amz-Target` names the operation, the body holds its input. */
import { parseJson, toPlain } from "@toolgate/policy";
import { type AwsService, ServiceFault } from "../../services/service.ts";
import { type AwsDoor, isUnsigned, runOperation } from "../aws-door.ts";

/** Bytes. */
const longestBody = 1_500_000;

/** The door of a service whose targets begin with `target` and a dot. */
export function jsonDoor(service: AwsService, target: string): AwsDoor {
  const prefix = `${target}.`;
  const targetOf = (request: Request) => request.headers.get("x-amz-target") ?? "";
  const json = (body: object, status: number, requestId: string) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
    });
  return {
    service: service.name,
    protocol: "aws-json",
    longestBody,
    claims: ({ request }) => targetOf(request).startsWith(prefix),
    operationOf: ({ request }) =>
      targetOf(request).startsWith(prefix) ? targetOf(request).slice(prefix.length) : undefined,
    isUnsigned: (operation) => isUnsigned(service, operation),
    inputOf: ({ body }) => membersOf(body),
    async answer({ body }, call) {
      const output = await runOperation(service, readJson(body), call);
      return json(output, 200, call.requestId);
    },
    refuse: ({ code, message, status }, requestId) => json({ __type: code, message }, status, requestId),
  };
}

function membersOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const input = readJson(body);
    return typeof input === "object" && input !== null ? { ...input } : {};
  } catch (error) {
    if (error instanceof ServiceFault) return {};
    throw error;
  }
}

function readJson(body: Uint8Array): unknown {
  const text = new TextDecoder().decode(body);
  if (text.trim() === "") return {};
  const parsed = parseJson(text, { loneSurrogates: "refuse", maxMembers: 120_000 });
  if (parsed.ok) return toPlain(parsed.value);
  throw new ServiceFault(
    "SerializationException",
    `The request body cannot be read at character ${parsed.offset}: ${parsed.message}`,
  );
}
