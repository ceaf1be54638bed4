import { evaluate, evaluateTrust } from "@toolgate/iam";
import type { z } from "zod";
import type { Clock } from "../../ports.ts";
import type { AccessKeys, KeyPrincipal, KnownRole, Roles } from "../../roles-port.ts";
import type { Sealer } from "../../sealer-port.ts";
import { accessKeyId, newSessionToken, secretAccessKey } from "../iam/iam-ids.ts";
import { sessions } from "../iam/iam-kept.ts";
import type { sessionSecrets } from "../iam/kept-access-keys.ts";
import { keySeal } from "../iam/key-seal.ts";
import { type ServiceCall, ServiceFault } from "../service.ts";
import type { ServiceStore } from "../service-store.ts";
import { sweepSessions } from "./sweep-sessions.ts";
import { whoCalls } from "./who-calls.ts";

/** What assuming roles works with. */
export interface AssumeParts {
  readonly store: ServiceStore;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly accountId: string;
  readonly roles: Roles;
  readonly accessKeys: AccessKeys;
}

interface AssumeInput {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  /** Seconds. */
  readonly DurationSeconds: number;
  readonly ExternalId?: string | undefined;
}

/** Seconds that a session may last which another session began. */
const longestChained = 3_600;

/**
 * Temporary credentials of a role, for whoever its trust policy lets in.
 * @throws ServiceFault AccessDenied, alike for a role that is not there; ValidationError, Throttling
 */
export async function assumeRole(parts: AssumeParts, input: AssumeInput, call: ServiceCall) {
  const { store, clock, sealer, accountId } = parts;
  const principal = await whoCalls(parts, call);
  const { RoleArn: arn, RoleSessionName: name, DurationSeconds: duration } = input;
  const role = await parts.roles.find(arn);
  if (role === undefined || role === "deleted" || !mayAssume(principal, role, input, call, clock)) {
    const message = `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
    throw new ServiceFault("AccessDenied", message, 403);
  }
  if (principal.kind === "role-session" && duration > longestChained) {
    throw tooLong("the 1 hour session limit for roles assumed by role chaining.");
  }
  if (duration > role.maxSessionDuration) throw tooLong("the MaxSessionDuration set for this role.");

  const id = accessKeyId("ASIA");
  const secrets: z.infer<typeof sessionSecrets> = {
    secret: secretAccessKey(),
    sessionToken: newSessionToken(),
  };
  const expiresAt = new Date(clock.now() + duration * 1_000).toISOString();
  const sessionArn = `arn:aws:sts::${accountId}:assumed-role/${role.name}/${name}`;
  await store.write(call, async (change) => {
    await sweepSessions(change, clock.now());
    await sessions.put(change, {
      key: id,
      arn: sessionArn,
      body: { roleArn: arn, roleId: role.id, name, expiresAt },
      sealed: sealer.seal(JSON.stringify(secrets), keySeal(id)),
    });
  });
  return {
    Credentials: {
      AccessKeyId: id,
      SecretAccessKey: secrets.secret,
      SessionToken: secrets.sessionToken,
      Expiration: expiresAt,
    },
    AssumedRoleUser: { AssumedRoleId: `${role.id}:${name}`, Arn: sessionArn },
  };
}

/**
 * The trust policy decides, and no policy of the caller may deny. Where the trust policy leaves it to the account or to
 * everyone, the caller's own policies must allow it too; those of the account itself do.
 */
function mayAssume(
  principal: KeyPrincipal,
  role: KnownRole,
  input: AssumeInput,
  { caller }: ServiceCall,
  clock: Clock,
): boolean {
  const context = {
    ...principal.context,
    ...(caller.address === undefined ? {} : { "aws:SourceIp": caller.address }),
    ...(input.ExternalId === undefined ? {} : { "sts:ExternalId": input.ExternalId }),
    "sts:RoleSessionName": input.RoleSessionName,
    "aws:CurrentTime": new Date(clock.now()).toISOString(),
    "aws:EpochTime": String(Math.floor(clock.now() / 1_000)),
  };
  const action = "sts:AssumeRole";
  const aws = principal.roleArn === undefined ? principal.arn : [principal.arn, principal.roleArn];
  const trusted = evaluateTrust(role.trust, { principal: { aws }, action, context });
  if (trusted.outcome !== "allowed") return false;
  if (principal.kind === "root") return true;
  const own = evaluate({ action, resource: role.arn, context }, principal.sources);
  if (own.outcome === "explicitDeny") return false;
  return own.outcome === "allowed" || trusted.by.some(({ through }) => through === "named");
}

function tooLong(limit: string): ServiceFault {
  return new ServiceFault("ValidationError", `The requested DurationSeconds exceeds ${limit}`);
}
