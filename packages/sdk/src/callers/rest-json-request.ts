import { InputError } from "../errors/call-errors.ts";
import { escaped, type ServiceRequest } from "./call-service.ts";
import { jsonRefusalOf } from "./json-answer.ts";

/** Where an operation of a restJson1 service is reached. */
export interface RestRow {
  readonly method: string;
  /** AWS's URI with `{labels}`. */
  readonly uri: string;
}

/**
 * The request for an operation: labels into the path, what remains into the query of GET and DELETE and into the body of
 * the others. Throws an {@link InputError} that names a label without a value.
 */
export function restJsonRequest(
  operation: string,
  row: RestRow,
  input: Readonly<Record<string, unknown>>,
  repeatable: boolean,
): ServiceRequest {
  const labels = new Set([...row.uri.matchAll(/\{(\w+)\}/g)].map(([, label]) => String(label)));
  const path = row.uri.replace(/\{(\w+)\}/g, (_, label: string) => {
    const value = input[label];
    // A dot segment would be resolved by the platform and reach another path.
    if (typeof value === "string" && value !== "" && value !== "." && value !== "..") return escaped(value);
    throw new InputError(`${operation} needs ${label}, and it is ${shown(value)}.`);
  });
  const rest = Object.entries(input).filter(([name, value]) => value !== undefined && !labels.has(name));
  const inQuery = row.method === "GET" || row.method === "DELETE";
  return {
    operation,
    method: row.method,
    path,
    query: inQuery ? Object.fromEntries(rest.map(([name, value]) => [name, queryValue(value)])) : {},
    headers: inQuery ? {} : { "content-type": "application/json" },
    body: inQuery ? undefined : JSON.stringify(Object.fromEntries(rest)),
    repeatable,
    refusalOf: jsonRefusalOf,
  };
}

const queryValue = (value: unknown) => (Array.isArray(value) ? value.map(String) : String(value));

const shown = (value: unknown) => (value === undefined ? "missing" : JSON.stringify(value));
