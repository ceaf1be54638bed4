import { ConfigError } from "../../config.ts";
import type { Log } from "../../log.ts";
import type { Functions, ToolInvocation, ToolResult } from "../../ports.ts";
import type { LocalFunctions } from "../../uploaded-functions-port.ts";
import { createCommandFunction } from "./command-function.ts";
import { type FunctionArn, parseFunctionArn } from "./function-arn.ts";
import type { FunctionRunner, Invoked } from "./function-call.ts";
import { defaultFunctionLimits, type FunctionLimits } from "./function-limits.ts";
import type { FunctionRegistration } from "./function-registration.ts";
import { createLambdaService } from "./lambda-service.ts";
import { localOutcome } from "./local-outcome.ts";
import { createNodeFunction } from "./node-function.ts";
import type { UploadedRunners } from "./uploaded/uploaded-functions.ts";

/**
 * Invokes Lambda functions: a registered one (by its full ARN, by the ARN without its qualifier, by the bare name),
 * else an uploaded one, else at AWS_ENDPOINT_URL_LAMBDA, else in AWS with the usual credential chain.
 * @throws ConfigError when two registrations claim the same function.
 */
export function createFunctions(options: {
  readonly registered: readonly FunctionRegistration[];
  readonly uploaded?: UploadedRunners | undefined;
  /** AWS_ENDPOINT_URL_LAMBDA. */
  readonly lambdaEndpoint?: string | undefined;
  /** The folder that relative paths of registrations start from. */
  readonly baseFolder: string;
  /** AWS_REGION of functions that are registered by name. */
  readonly region: string;
  readonly limits?: Partial<FunctionLimits> | undefined;
  readonly log: Log;
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}): Functions & LocalFunctions {
  const {
    registered,
    uploaded,
    lambdaEndpoint,
    baseFolder,
    region,
    log,
    environment = process.env,
  } = options;
  const limits = { ...defaultFunctionLimits, ...options.limits };
  const surroundings = { baseFolder, region, path: environment.PATH };
  const runners = new Map<string, FunctionRunner>();
  for (const registration of registered) {
    const { key } = registration;
    if (runners.has(key))
      throw new ConfigError(`functions: "${key}" is registered twice; keep one of the two.`);
    runners.set(
      key,
      registration.kind === "module"
        ? createNodeFunction(registration, { surroundings, limits, log })
        : createCommandFunction(registration, { surroundings, limits, log }),
    );
  }
  const service = createLambdaService({ endpoint: lambdaEndpoint, limits, environment });

  const registeredRunner = (arn: FunctionArn) =>
    runners.get(arn.arn) ?? runners.get(arn.unqualified) ?? runners.get(arn.name);
  const localRunner = (arn: FunctionArn) => registeredRunner(arn) ?? uploaded?.runnerOf(arn);

  return {
    isRegistered(text) {
      const arn = parseFunctionArn(text);
      return arn !== undefined && registeredRunner(arn) !== undefined;
    },
    async invokeHere({ arn: text, timeoutSeconds, ...call }) {
      const arn = parseFunctionArn(text);
      const runner = arn && localRunner(arn);
      if (arn === undefined || runner === undefined) return { kind: "unknown" };
      try {
        return localOutcome(await runner.invoke({ ...call, arn }), { ...call, timeoutSeconds });
      } catch (error) {
        log.error({ err: error, function: arn.arn }, "a function could not be invoked");
        return { kind: "unavailable", why: `the function could not be started: ${String(error)}` };
      }
    },
    async invoke(invocation) {
      const arn = parseFunctionArn(invocation.lambdaArn);
      if (arn === undefined) {
        return {
          ok: false,
          kind: "unavailable",
          cause: `"${invocation.lambdaArn}" is not the ARN of a Lambda function`,
        };
      }
      const clientContext = encodeClientContext(invocation.clientContext);
      const tooLarge = checkSizes(invocation, clientContext, limits);
      if (tooLarge !== undefined) return { ok: false, kind: "too-large", cause: tooLarge };
      try {
        const runner = localRunner(arn) ?? service;
        const requestId = invocation.clientContext.bedrockAgentCoreAwsRequestId ?? crypto.randomUUID();
        return plainResult(await runner.invoke({ arn, requestId, event: invocation.event, clientContext }));
      } catch (error) {
        log.error({ err: error, function: arn.arn }, "a function could not be invoked");
        return {
          ok: false,
          kind: "unavailable",
          cause: `the function could not be started: ${String(error)}`,
        };
      }
    },
    async close() {
      await Promise.all([...runners.values(), service].map((runner) => runner.close()));
    },
  };
}

/** Without what only Lambda's own Invoke tells. */
function plainResult({ errorBody, end, throttled, printed, ...result }: Invoked): ToolResult {
  return result;
}

function encodeClientContext(custom: ToolInvocation["clientContext"]): string {
  return Buffer.from(JSON.stringify({ custom }), "utf8").toString("base64");
}

function checkSizes(
  invocation: ToolInvocation,
  clientContext: string,
  limits: FunctionLimits,
): Extract<ToolResult, { ok: false }>["cause"] | undefined {
  const eventBytes = Buffer.byteLength(invocation.event);
  if (eventBytes > limits.payloadBytes) {
    return `the event has ${eventBytes} bytes; ${limits.payloadBytes} are allowed`;
  }
  if (clientContext.length > limits.clientContextBytes) {
    return `the client context has ${clientContext.length} bytes in base64; ${limits.clientContextBytes} are allowed`;
  }
  return undefined;
}
