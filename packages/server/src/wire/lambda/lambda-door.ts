/** Lambda's wire: REST with JSON, the event and the result of Invoke as they are, the rest of it in headers. */
import type { InvokeOutput } from "../../services/lambda/invoke-operation.ts";
import { type AwsService, ServiceFault } from "../../services/service.ts";
import { type AwsDoor, type AwsRequest, isUnsigned, runOperation } from "../aws-door.ts";
import { isLambdaPath, lambdaRoute } from "./lambda-routes.ts";

/** Bytes; an archive of 50 MB in base64 is AWS's own figure. */
const longest = { upload: 70_167_211, event: 6_400_000, other: 1_500_000 };

/** The door of Lambda. */
export function lambdaDoor(service: AwsService): AwsDoor {
  return {
    service: service.name,
    protocol: "rest-json",
    longestBody: longest.other,
    longestBodyAt(method, path) {
      switch (lambdaRoute(method, path)?.operation) {
        case "CreateFunction":
        case "UpdateFunctionCode":
          return longest.upload;
        case "Invoke":
          return longest.event;
        default:
          return longest.other;
      }
    },
    claims: ({ path }) => isLambdaPath(path),
    operationOf: ({ request, path }) => lambdaRoute(request.method, path)?.operation,
    isUnsigned: (operation) => isUnsigned(service, operation),
    inputOf(read) {
      const path = lambdaRoute(read.request.method, read.path)?.path ?? {};
      // The event of an Invoke is nobody's members.
      return lambdaRoute(read.request.method, read.path)?.operation === "Invoke"
        ? path
        : membersOf(read, path);
    },
    async answer(read, call) {
      const route = lambdaRoute(read.request.method, read.path);
      if (call.operation === "Invoke") {
        const output = await runOperation(service, invokeInput(read, route?.path ?? {}), call);
        return invokeAnswer(output as InvokeOutput, call.requestId);
      }
      const output = await runOperation(service, inputOf(read, route?.path ?? {}), call);
      const status = route?.status ?? 200;
      const headers = { "content-type": "application/json", "x-amzn-requestid": call.requestId };
      return status === 204
        ? new Response(null, { status, headers })
        : new Response(JSON.stringify(output), { status, headers });
    },
    refuse({ code: named, message, status }, requestId) {
      const code = named === "RequestEntityTooLarge" ? "RequestTooLargeException" : named;
      const Type = status < 500 ? "User" : "Service";
      // AWS's errors have the one spelling or the other.
      return new Response(JSON.stringify({ Type, Message: message, message }), {
        status,
        headers: {
          "content-type": "application/json",
          "x-amzn-errortype": code,
          "x-amzn-requestid": requestId,
        },
      });
    },
  };
}

type Input = Readonly<Record<string, unknown>>;

/** As far as they can be read. */
function membersOf(read: AwsRequest, path: Input): Input {
  try {
    return inputOf(read, path);
  } catch (error) {
    if (error instanceof ServiceFault) return path;
    throw error;
  }
}

const bodies = new WeakMap<AwsRequest, Input>();

/** Read once for each request: it may be large. */
function bodyOf(read: AwsRequest): Input {
  const known = bodies.get(read) ?? readJson(read.body);
  bodies.set(read, known);
  return known;
}

/** The body's members, then the address's, which decide. */
function inputOf(read: AwsRequest, path: Input): Input {
  const { request } = read;
  const query = new URL(request.url).searchParams;
  const named = Object.fromEntries([...query].filter(([name]) => name !== "tagKeys"));
  const tagKeys = query.getAll("tagKeys");
  return { ...bodyOf(read), ...named, ...(tagKeys.length === 0 ? {} : { TagKeys: tagKeys }), ...path };
}

function invokeInput({ request, body }: AwsRequest, path: Input): Input {
  const header = (name: string) => request.headers.get(name) ?? undefined;
  return {
    ...path,
    InvocationType: header("x-amz-invocation-type"),
    LogType: header("x-amz-log-type"),
    ClientContext: header("x-amz-client-context"),
    DurableExecutionName: header("x-amz-durable-execution-name"),
    TenantId: header("x-amz-tenant-id"),
    Qualifier: new URL(request.url).searchParams.get("Qualifier") ?? undefined,
    Payload: body,
  };
}

function invokeAnswer(output: InvokeOutput, requestId: string): Response {
  const { StatusCode: status, Payload, ExecutedVersion, FunctionError, LogResult } = output;
  const headers = new Headers({ "content-type": "application/json", "x-amzn-requestid": requestId });
  if (ExecutedVersion !== undefined) headers.set("x-amz-executed-version", ExecutedVersion);
  if (FunctionError !== undefined) headers.set("x-amz-function-error", FunctionError);
  if (LogResult !== undefined) headers.set("x-amz-log-result", LogResult);
  return new Response(status === 204 ? null : Payload, { status, headers });
}

/** Not by the parser that keeps numbers as they are written: an archive of 50 MB is one long text in here. */
function readJson(body: Uint8Array): Input {
  const text = new TextDecoder().decode(body);
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new ServiceFault(
    "InvalidRequestContentException",
    "Could not parse request body into json: it must be one JSON object.",
  );
}
