/** Who calls a gateway of AWS_IAM: the holder of the key that signed the request. Source: AWS guide, inbound authorization. */
import { principalEntity, principalFromArn } from "@toolgate/policy";
import { refusalOf } from "../../control/authorize.ts";
import type { Identity } from "../../gateway/tool-call.ts";
import type { Gateway } from "../../model.ts";
import type { Clock } from "../../ports.ts";
import type { AccessKeys, KeyPrincipal } from "../../roles-port.ts";
import { readSignature } from "../sigv4/read-signature.ts";
import type { SignatureFault } from "../sigv4/signature-fault.ts";
import type { SignedRequest } from "../sigv4/signed-request.ts";
import { type SignatureCheck, screenSignature, verifySignature } from "../sigv4/verify-signature.ts";
import type { Authentication } from "./authentication.ts";

/** The keys that callers of gateways sign with. */
export interface Signers {
  readonly keys: Pick<AccessKeys, "find">;
  readonly clock: Clock;
}

/** A request as it was sent. */
export interface SignedMessage extends SignedRequest {
  /** SHA-256 of the body in hex, made when asked for; undefined while the body has not come. */
  readonly bodyHash?: (() => string) | undefined;
  readonly address?: string | undefined;
}

const service = "bedrock-agentcore";

/** Verifies the signature, and asks the caller's policies for InvokeGateway on the gateway. */
export async function authenticateSigner(
  { keys, clock }: Signers,
  gateway: Gateway,
  signed: SignedMessage,
): Promise<Authentication> {
  const reading = readSignature(signed);
  if (!reading.ok) return unauthorized(reading.fault);
  const { signature } = reading;
  const { region, accountId, arn } = gateway;
  if (signature.scope.region !== region) {
    const message = `Credential should be scoped to a valid region: the gateway is in ${region}, and not in ${signature.scope.region}.`;
    return unauthorized({ kind: "mismatch", message });
  }
  const now = clock.now();
  const key = await keys.find(signature.accessKeyId);
  const check: SignatureCheck = { request: signed, signature, key, service, now };
  const fault =
    signed.bodyHash === undefined ? screenSignature(check) : verifySignature(check, signed.bodyHash());
  if (fault !== undefined) return unauthorized(fault);
  if (key === undefined) return unauthorized({ kind: "unrecognized", message: "No such access key." });
  const identity = identityOf(key.principal);
  if (signed.bodyHash === undefined) return { ok: true, identity, bodyAwaited: true };
  const { principal } = key;
  const caller = {
    id: signature.accessKeyId,
    place: { accountId, region },
    principal,
    address: signed.address,
  };
  const permission = { action: "bedrock-agentcore:InvokeGateway", resources: [arn] } as const;
  const refusal = refusalOf(caller, [permission], clock);
  if (refusal !== undefined) return { ok: false, status: 403, message: refusal, why: refusal };
  return { ok: true, identity };
}

function unauthorized({ message, kind }: SignatureFault): Authentication {
  return { ok: false, status: 401, message, why: `the signature is refused: ${kind}` };
}

/** Keys stay the same object for as long as they are remembered. */
const identities = new WeakMap<KeyPrincipal, Identity>();

function identityOf(holder: KeyPrincipal): Identity {
  const known = identities.get(holder);
  if (known !== undefined) return known;
  const principal = principalFromArn(holder.arn);
  const identity: Identity = { principal, entity: principalEntity(principal), claims: {} };
  identities.set(holder, identity);
  return identity;
}
