/** The caller that an explanation is asked for. */
import { type ExplainInput, ValidationException } from "@toolgate/api";
import {
  anonymousPrincipal,
  type Entity,
  type Principal,
  principalEntity,
  principalFromArn,
  principalFromClaims,
} from "@toolgate/policy";
import type { Gateway } from "../model.ts";
import { callerType } from "./caller-type.ts";

export interface ExplainCaller {
  readonly principal: Principal;
  readonly entity: Entity;
}

const asks = {
  CUSTOM_JWT: "asks every caller for a token",
  AWS_IAM: "asks every caller for a signature",
  NONE: "asks for no token",
} as const satisfies Record<Gateway["authorizer"]["type"], string>;

/**
 * The caller with these claims, as the gateway would know them; `subject` is who it is where the claims do not say.
 *
 * @throws ValidationException where no such caller can come to the gateway.
 */
export function explainCaller(
  gateway: Gateway,
  given: NonNullable<ExplainInput["principal"]>,
  subject?: string,
): ExplainCaller {
  const { id, authorizer } = gateway;
  const own = callerType(gateway);
  if (given.type !== undefined && given.type !== own) {
    const why = asks[authorizer.type];
    throw refused(
      "principal.type",
      `The gateway ${id} ${why}, so its callers are ${own}, not ${given.type}.`,
    );
  }
  const { claims } = given;
  if (authorizer.type === "AWS_IAM") return signer(id, given, subject);
  if (given.id !== undefined) {
    throw refused(
      "principal.id",
      `The gateway ${id} ${asks[authorizer.type]}; only callers who sign have an ARN.`,
    );
  }
  if (authorizer.type === "NONE") {
    if (claims === undefined || Object.keys(claims).length === 0) return callerOf(anonymousPrincipal);
    const message = `The gateway ${id} asks for no token, so its callers have no claims; leave them out.`;
    throw refused("principal.claims", message);
  }
  if (claims === undefined) throw claimsMissing(id);
  const read = principalFromClaims({ ...(subject === undefined ? {} : { sub: subject }), ...claims });
  if (!read.ok) throw refused("principal.claims", `${read.message}.`);
  return callerOf(read.principal);
}

function signer(
  gatewayId: string,
  { id, claims }: NonNullable<ExplainInput["principal"]>,
  subject: string | undefined,
): ExplainCaller {
  if (claims !== undefined && Object.keys(claims).length > 0) {
    throw refused(
      "principal.claims",
      `Callers of the gateway ${gatewayId} sign, and have no claims; leave them out.`,
    );
  }
  const arn = id ?? subject;
  if (arn === undefined || !/^arn:[a-z-]+:(?:iam|sts)::\d{12}:\S+$/.test(arn)) {
    const example = "arn:aws:sts::123456789012:assumed-role/Agent/session";
    throw refused(
      "principal.id",
      `Callers of the gateway ${gatewayId} sign: give the ARN of one, such as ${example}.`,
    );
  }
  return callerOf(principalFromArn(arn));
}

function callerOf(principal: Principal): ExplainCaller {
  return { principal, entity: principalEntity(principal) };
}

function claimsMissing(gatewayId: string): ValidationException {
  return refused(
    "principal.claims",
    `The gateway ${gatewayId} asks callers for a token: give its claims, such as {"sub": "ann"}.`,
  );
}

function refused(name: string, message: string): ValidationException {
  const sentence = `'${name}': ${message}`;
  return new ValidationException(sentence, "FieldValidationFailed", [{ name, message: sentence }]);
}
