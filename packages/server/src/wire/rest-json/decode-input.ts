import {
  type BuiltOperation,
  type InputOf,
  operations,
  ValidationException,
  type ValidationField,
  validate,
} from "@toolgate/api";
import { readJsonBody } from "./read-json-body.ts";

/** Query members that are not single strings. */
const numbers: ReadonlySet<string> = new Set(["maxResults"]);
const lists: ReadonlySet<string> = new Set(["tagKeys"]);

/** Parameters that belong to the signature or name the operation once more. */
const notMembers = /^(?:x-id|x-amz-.*)$/i;

function refused(fields: readonly ValidationField[]): ValidationException {
  const count = fields.length;
  const sentences = fields.map(({ message }) => message).join("; ");
  const message = `${count} validation error${count === 1 ? "" : "s"} detected. ${sentences}`;
  return new ValidationException(message, "FieldValidationFailed", fields);
}

function queryValue(name: string, values: readonly string[]): unknown {
  if (lists.has(name)) return values;
  const [value = ""] = values;
  if (values.length > 1) {
    const message = `'${name}' came ${values.length} times in the query; send it once.`;
    throw refused([{ name, message }]);
  }
  return numbers.has(name) && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

function queryMembers(query: URLSearchParams): Record<string, unknown> {
  const names = [...new Set(query.keys())].filter((name) => !notMembers.test(name));
  return Object.fromEntries(names.map((name) => [name, queryValue(name, query.getAll(name))]));
}

/** A member is read from the place that AWS's model gives it, and is unknown in any other. */
function refuseMisplaced(
  members: Readonly<Record<string, unknown>>,
  place: string,
  taken: (name: string) => boolean,
): void {
  const misplaced = Object.keys(members).filter(taken).slice(0, 50);
  if (misplaced.length === 0) return;
  throw refused(
    misplaced.map((name) => ({
      name: name.slice(0, 100),
      message: `'${name.slice(0, 100)}' is not a member of the ${place} of this operation, so it is refused rather than ignored.`,
    })),
  );
}

/**
 * An operation's input: labels, query and body in one object, as its row in the table has it. GET and DELETE take
 * their members in the query, all others in the body.
 *
 * @throws ValidationException when it cannot be read or breaks a rule of the row.
 */
export async function decodeInput<Name extends BuiltOperation>(
  name: Name,
  labels: Readonly<Record<string, string>>,
  request: Request,
): Promise<InputOf<Name>> {
  const { method, input } = operations[name];
  const inQuery = method === "GET" || method === "DELETE";
  const query = queryMembers(new URL(request.url).searchParams);
  const body = await readJsonBody(request);
  const isLabel = (member: string): boolean => Object.hasOwn(labels, member);
  refuseMisplaced(query, "query", inQuery ? isLabel : () => true);
  refuseMisplaced(body, "body", inQuery ? () => true : isLabel);
  return validate(input, { ...query, ...body, ...labels }) as InputOf<Name>;
}
