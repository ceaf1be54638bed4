/** The caller that an explanation is asked for. */
import { type ExplainInput, ValidationException } from "@toolgate/api";
import {
  anonymousPrincipal,
  type Entity,
  type Principal,
  principalEntity,
  principalFromClaims,
} from "@toolgate/policy";
import type { Gateway } from "../model.ts";

export interface ExplainCaller {
  readonly principal: Principal;
  readonly entity: Entity;
}

/**
 * The caller with these claims, as the gateway would know them; `subject` is who it is where the claims do not say.
 *
 * @throws ValidationException where no such caller can come to the gateway.
 */
export function explainCaller(
  { id, authorizer }: Gateway,
  given: NonNullable<ExplainInput["principal"]>,
  subject?: string,
): ExplainCaller {
  const own = authorizer.type === "NONE" ? "AgentCore::Anonymous" : "AgentCore::OAuthUser";
  if (given.type !== undefined && given.type !== own) {
    const why = authorizer.type === "NONE" ? "asks for no token" : "asks every caller for a token";
    throw refused(
      "principal.type",
      `The gateway ${id} ${why}, so its callers are ${own}, not ${given.type}.`,
    );
  }
  const { claims } = given;
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
