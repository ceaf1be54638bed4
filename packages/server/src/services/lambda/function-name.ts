import type { Place } from "../../model.ts";
import { ServiceFault } from "../service.ts";
import { invalidParameter, notFound } from "./lambda-faults.ts";

/** A function that a caller names, in the caller's Region and account. */
export interface NamedFunction {
  readonly name: string;
  readonly arn: string;
  /** Of its document. */
  readonly key: string;
}

const pattern =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]{1,64})(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/**
 * Reads a name, a partial ARN or an ARN. Only the newest version is there: `$LATEST`.
 * @throws ServiceFault InvalidParameterValueException for what is no name, ResourceNotFoundException for a version or
 *   alias, or another account's or Region's.
 */
export function namedFunction(
  text: string,
  { accountId, region }: Place,
  qualifier?: string | undefined,
): NamedFunction {
  const [, ofRegion = region, ofAccount = accountId, name, version = "$LATEST"] = pattern.exec(text) ?? [];
  if (name === undefined) {
    throw invalidParameter(
      `1 validation error detected: Value '${text.slice(0, 200)}' at 'functionName' is not the name or ARN of a function: letters, digits, hyphens and underscores, at most 64.`,
    );
  }
  if (version !== "$LATEST" && qualifier !== undefined && qualifier !== version) {
    throw invalidParameter(
      "The derived qualifier from the function name does not match the specified qualifier.",
    );
  }
  const found = {
    name,
    arn: arnOf({ accountId: ofAccount, region: ofRegion }, name),
    key: keyOf(ofRegion, name),
  };
  if (ofAccount !== accountId) {
    throw new ServiceFault(
      "AccessDeniedException",
      `${found.arn} is of another account; Toolgate has ${accountId}.`,
      403,
    );
  }
  if (ofRegion !== region) {
    throw notFound(
      `Functions from '${ofRegion}' are not reachable in this region ('${region}'). Function not found: ${found.arn}`,
    );
  }
  const wanted = qualifier ?? version;
  if (wanted !== "$LATEST") {
    throw notFound(
      `Function not found: ${found.arn}:${wanted}. Toolgate has neither versions nor aliases: name the function alone, or $LATEST.`,
    );
  }
  return found;
}

/** The ARN of a function, without a version. */
function arnOf({ accountId, region }: Place, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

function keyOf(region: string, name: string): string {
  return `${region}/${name}`;
}
