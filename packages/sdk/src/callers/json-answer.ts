import { UnreadableAnswerError } from "../errors/call-errors.ts";
import type { ServiceRefusal } from "../errors/service-error.ts";
import type { ServiceAnswer } from "./read-answer.ts";

/** An object of JSON whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object in the answer, `{}` for none; throws an {@link UnreadableAnswerError} on anything else. */
export function jsonObjectOf(answer: ServiceAnswer, operation: string): JsonObject {
  if (answer.text.trim() === "") return {};
  const value = parsed(answer.text);
  if (value !== undefined) return value;
  throw new UnreadableAnswerError(
    `The answer to ${operation} is no JSON object but begins '${answer.text.slice(0, 60)}'; look whether the endpoint is the service's.`,
  );
}

/** Name and message of a refusal, wherever the service put them. Source: Smithy, AWS restJson1, error serialization. */
export function jsonRefusalOf(
  answer: ServiceAnswer,
): Omit<ServiceRefusal, "operation" | "status" | "retryAfter"> {
  const body = parsed(answer.text) ?? {};
  const name = textOf(answer.headers.get("x-amzn-errortype")) ?? textOf(body.__type) ?? textOf(body.code);
  const code = name?.replace(/^.*#/, "").replace(/:.*$/, "");
  const message = textOf(body.message) ?? textOf(body.Message);
  return {
    code: code ?? `HTTP ${answer.status}`,
    message: message ?? `The service answered ${answer.status}: ${answer.text.slice(0, 200)}`,
    requestId: answer.headers.get("x-amzn-requestid") ?? undefined,
    reason: textOf(body.reason),
    fieldList: fieldsOf(body.fieldList),
  };
}

function fieldsOf(value: unknown): ServiceRefusal["fieldList"] {
  if (!Array.isArray(value)) return undefined;
  return value
    .filter(isObject)
    .map((field) => ({ name: String(field.name), message: String(field.message) }));
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is an object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
