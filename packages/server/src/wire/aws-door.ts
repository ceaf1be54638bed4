/** Where requests to the AWS services around the gateway come in, all on the one port with the control plane. */
import {
  type AwsService,
  InvalidInput,
  type ServiceCall,
  ServiceFault,
  type ServiceOperation,
} from "../services/service.ts";
import type { AwsProtocol } from "./sigv4/signature-fault.ts";

/** One service's wire. */
export interface AwsDoor {
  /** As a signature's scope names it. */
  readonly service: string;
  /** How it names what is wrong with a signature; `rest-json` unless said. */
  readonly protocol?: AwsProtocol | undefined;
  /** Bytes that a request's body may have. */
  readonly longestBody: number;
  /** The same, where it hangs on the path. */
  longestBodyAt?(method: string, path: string): number;
  /** Whether a request whose signature names no service is for this one. */
  claims(request: AwsRequest): boolean;
  /** The operation that the request asks for; undefined where that cannot be told. */
  operationOf(request: AwsRequest): string | undefined;
  /** Whether AWS takes the operation without a signature. */
  isUnsigned(operation: string): boolean;
  /** What the operation is asked with, as far as it says which resource is meant; what cannot be read is refused later. */
  inputOf?(request: AwsRequest): Readonly<Record<string, unknown>>;
  answer(request: AwsRequest, call: ServiceCall): Promise<Response>;
  refuse(fault: ServiceFault, requestId: string): Response;
}

/** A request as far as it is read: its body whole. */
export interface AwsRequest {
  readonly request: Request;
  readonly path: string;
  readonly body: Uint8Array;
}

/**
 * What the operation of a service answers.
 * @throws ServiceFault for an operation that is not there, for input of another shape, and for what the operation refuses.
 */
export async function runOperation(service: AwsService, input: unknown, call: ServiceCall): Promise<object> {
  const operation = operationNamed(service, call.operation);
  if (operation === undefined) throw unknownOperation(service, call.operation);
  try {
    return await operation.run(input, call);
  } catch (error) {
    throw error instanceof InvalidInput ? new ServiceFault(service.invalidInput, error.message) : error;
  }
}

/** Whether AWS takes the operation without a signature. */
export function isUnsigned(service: AwsService, operation: string): boolean {
  return operationNamed(service, operation)?.unsigned ?? false;
}

function operationNamed({ operations }: AwsService, name: string): ServiceOperation | undefined {
  return Object.hasOwn(operations, name) ? operations[name] : undefined;
}

function unknownOperation({ name, protocol, operations }: AwsService, asked: string): ServiceFault {
  const what =
    asked === "" ? "The request names no operation" : `${asked.slice(0, 100)} is not built in Toolgate`;
  const code = protocol.kind === "query" ? "InvalidAction" : "UnknownOperationException";
  return new ServiceFault(code, `${what}; of ${name} it has ${Object.keys(operations).sort().join(", ")}.`);
}
