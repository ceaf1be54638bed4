import { addAbortSignal, pipeline, Readable, Transform } from "node:stream";
import type { InvokeCommandOutput, LambdaClient } from "@aws-sdk/client-lambda";
import type { ToolResult } from "../../ports.ts";
import type { FunctionRunner } from "./function-call.ts";
import type { FunctionLimits } from "./function-limits.ts";
import { functionError, resultTooLarge } from "./handler-failure.ts";
import { describeLambdaError } from "./lambda-error.ts";

/** Bounds the answer of a service we do not run; the name is how it is told from the SDK's own errors. */
class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";
}

/**
 * Invokes functions through AWS's SDK: at `endpoint`, or in AWS itself when that is absent. An invocation may have
 * effects, so none is ever tried twice.
 */
export function createLambdaService(options: {
  readonly endpoint: string | undefined;
  readonly limits: FunctionLimits;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): FunctionRunner {
  const { endpoint, limits, environment } = options;
  const clients = new Map<string, Promise<LambdaClient>>();

  function client(region: string): Promise<LambdaClient> {
    const known = clients.get(region);
    if (known !== undefined) return known;
    const made = createClient(region);
    clients.set(region, made);
    return made;
  }

  async function createClient(region: string): Promise<LambdaClient> {
    // Loading the SDK takes longer than starting the server; most never need it.
    const { LambdaClient } = await import("@aws-sdk/client-lambda");
    const made = new LambdaClient({
      region,
      maxAttempts: 1,
      ...(endpoint === undefined
        ? // AWS_ENDPOINT_URL often names Toolgate itself, for the caller's own clients.
          { ignoreConfiguredEndpointUrls: true }
        : { endpoint }),
      ...(needsNoCredentials(endpoint, environment)
        ? { credentials: { accessKeyId: "toolgate", secretAccessKey: "toolgate" } }
        : {}),
    });
    return made;
  }

  return {
    async invoke(call) {
      const signal = AbortSignal.timeout(limits.remoteSeconds * 1_000);
      try {
        const { InvokeCommand } = await import("@aws-sdk/client-lambda");
        const command = new InvokeCommand({
          FunctionName: call.arn.arn,
          InvocationType: "RequestResponse",
          ClientContext: call.clientContext,
          Payload: Buffer.from(call.event, "utf8"),
        });
        command.middlewareStack.add(
          (next) => async (args) => {
            const answer = await next(args);
            const response = answer.response as { body?: unknown };
            if (response.body instanceof Readable) {
              response.body = bounded(response.body, limits.payloadBytes, signal);
            }
            return answer;
          },
          { step: "deserialize", priority: "low", name: "toolgateAnswerLimit" },
        );
        const service = await client(call.arn.region);
        const output = await service.send(command, { abortSignal: signal });
        return toResult(output);
      } catch (error) {
        if (signal.aborted) {
          return {
            ok: false,
            kind: "timeout",
            cause: `${call.arn.arn} did not answer within ${limits.remoteSeconds} seconds`,
          };
        }
        if (error instanceof AnswerTooLarge) return resultTooLarge(limits.payloadBytes);
        return describeLambdaError(error, { arn: call.arn, endpoint });
      }
    },
    async close() {
      const made = await Promise.allSettled(clients.values());
      for (const it of made) if (it.status === "fulfilled") it.value.destroy();
    },
  };
}

function toResult(output: InvokeCommandOutput): ToolResult {
  const text = output.Payload === undefined ? "" : Buffer.from(output.Payload).toString("utf8");
  if (output.FunctionError === undefined)
    return { ok: true, kind: "payload", payload: text === "" ? "null" : text };
  const { errorType, errorMessage } = readFunctionError(text);
  return functionError(errorType ?? output.FunctionError, errorMessage ?? text);
}

function readFunctionError(text: string): { errorType?: string; errorMessage?: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return {};
    const { errorType, errorMessage } = value as Record<string, unknown>;
    return {
      ...(typeof errorType === "string" ? { errorType } : {}),
      ...(typeof errorMessage === "string" ? { errorMessage } : {}),
    };
  } catch {
    return {};
  }
}

/** Emulators on this machine accept anything; asking for keys there would only be in the way. */
function needsNoCredentials(
  endpoint: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (endpoint === undefined) return false;
  const { hostname } = new URL(endpoint);
  const local = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
  return local && environment.AWS_ACCESS_KEY_ID === undefined && environment.AWS_PROFILE === undefined;
}

/** The SDK's own limits end where the body begins: one that is cut off or trickles would be waited for without end. */
function bounded(body: Readable, limit: number, signal: AbortSignal): Readable {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) done(new AnswerTooLarge());
      else done(null, chunk);
    },
  });
  // What goes wrong is told to whoever reads.
  pipeline(body, counted, () => {});
  return addAbortSignal(signal, counted);
}
