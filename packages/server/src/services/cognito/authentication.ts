/** InitiateAuth, its answers to challenges, and the same for administrators. */
import { z } from "zod";
import { type ServiceCall, type ServiceOperation, serviceOperation } from "../service.ts";
import { answerChallenge } from "./answer-challenge.ts";
import { authFlows, beginAuth } from "./begin-auth.ts";
import { clientIdInput } from "./client-input.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { findPool } from "./find-pool.ts";
import { notActedOn } from "./not-acted-on.ts";
import { findClient } from "./pool-client.ts";
import { poolIdInput } from "./pool-input.ts";

const texts = z.record(z.string().max(131_072), z.string().max(131_072));

// About threats and analytics, which Toolgate does not look for: nothing is decided by them.
const unused = {
  AnalyticsMetadata: z.record(z.string(), z.unknown()).optional(),
  UserContextData: z.record(z.string(), z.unknown()).optional(),
};
const initiate = z.strictObject({
  AuthFlow: z.enum(authFlows),
  AuthParameters: texts.optional(),
  // Of sign-ins that are built, only answers to challenges hand it to a function.
  ClientMetadata: texts.optional(),
  ClientId: clientIdInput,
  Session: notActedOn,
  ...unused,
});
const respond = z.strictObject({
  ClientId: clientIdInput,
  ChallengeName: z.string().max(100),
  Session: z.string().min(20).max(4_096).optional(),
  ChallengeResponses: texts.optional(),
  ClientMetadata: texts.optional(),
  ...unused,
});
const { UserContextData: _ofUsers, ...adminUnused } = unused;
const ofAdmin = {
  UserPoolId: poolIdInput,
  ContextData: z.record(z.string(), z.unknown()).optional(),
  ...adminUnused,
};

export function authenticationOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const unsigned = { unsigned: true };
  const clientForAdmin = async (call: ServiceCall, poolId: string, clientId: string) => {
    await deps.store.read((view) => findPool(view, call, poolId));
    return findClient(deps, clientId, poolId);
  };
  return {
    InitiateAuth: serviceOperation(
      initiate,
      async ({ ClientId, AuthFlow, AuthParameters = {} }) => {
        const of = await findClient(deps, ClientId);
        return beginAuth(deps, of, { flow: AuthFlow, parameters: AuthParameters, admin: false });
      },
      unsigned,
    ),
    AdminInitiateAuth: serviceOperation(
      initiate.omit({ UserContextData: true }).extend(ofAdmin),
      async ({ UserPoolId, ClientId, AuthFlow, AuthParameters = {} }, call) => {
        const of = await clientForAdmin(call, UserPoolId, ClientId);
        return beginAuth(deps, of, { flow: AuthFlow, parameters: AuthParameters, admin: true });
      },
    ),
    RespondToAuthChallenge: serviceOperation(
      respond,
      async (input, call) => answerChallenge(deps, await findClient(deps, input.ClientId), input, call),
      unsigned,
    ),
    AdminRespondToAuthChallenge: serviceOperation(
      respond.omit({ UserContextData: true }).extend(ofAdmin),
      async (input, call) => {
        const of = await clientForAdmin(call, input.UserPoolId, input.ClientId);
        return answerChallenge(deps, of, input, call);
      },
    ),
  };
}
