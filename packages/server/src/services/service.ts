/** The AWS services around the gateway (IAM, STS, Cognito, Lambda, logs) as values: their operations, apart from any wire. */
import type { z } from "zod";
import type { Caller } from "../model.ts";

/** One request to a service. */
export interface ServiceCall {
  readonly caller: Caller;
  /** Of the request, for the answer and the log of changes. */
  readonly requestId: string;
  readonly operation: string;
}

/** An operation that works: the wire hands it what came, it checks that and answers with the members of AWS's output. */
export interface ServiceOperation {
  /** AWS takes it without a signature (Cognito's InitiateAuth). */
  readonly unsigned: boolean;
  /** @throws ServiceFault */
  run(input: unknown, call: ServiceCall): Promise<object>;
}

/** A service of AWS's, spoken by the query protocol (form in, XML out), by AWS's JSON (`X-Amz-Target`), or as REST with JSON (Lambda). */
export interface AwsService {
  /** As a signature's scope names it: `iam`. */
  readonly name: string;
  readonly protocol:
    | { readonly kind: "query"; readonly version: string; readonly namespace: string }
    | { readonly kind: "json"; readonly target: string }
    | { readonly kind: "rest-json" };
  readonly operations: Readonly<Record<string, ServiceOperation>>;
  /** The error code for input that does not hold to the operation's shape. */
  readonly invalidInput: string;
}

/** What a service refuses: AWS's error code for it, and a sentence that says what to do. */
export class ServiceFault extends Error {
  override readonly name = "ServiceFault";
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Input that does not hold to the operation's shape; the wire gives it the service's own code. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
}

/** An operation from the shape of its input and what it does. */
export function serviceOperation<Input>(
  shape: z.ZodType<Input>,
  run: (input: Input, call: ServiceCall) => Promise<object>,
  { unsigned = false }: { readonly unsigned?: boolean } = {},
): ServiceOperation {
  return {
    unsigned,
    async run(input, call) {
      const parsed = shape.safeParse(input);
      if (!parsed.success) throw new InvalidInput(sentence(parsed.error));
      return run(parsed.data, call);
    },
  };
}

/** In the words of AWS's services: how many are wrong, and the first few of them. */
function sentence({ issues }: z.ZodError): string {
  const said = issues.slice(0, 5).map((issue) => {
    const path = issue.path.join(".");
    const { message } = issue;
    return path === "" ? message : `Value at '${path}' failed to satisfy constraint: ${message}`;
  });
  const errors = issues.length === 1 ? "error" : "errors";
  return `${issues.length} validation ${errors} detected: ${said.join("; ")}`;
}
