/** Who calls AWS's services and Toolgate's own operations: by a verified signature once there are access keys. */

import type { KnownKeys } from "../control/known-keys.ts";
import type { Caller, Place } from "../model.ts";
import type { Clock } from "../ports.ts";
import { rawOf } from "./raw-request.ts";
import { readBounded, UnreadableBody } from "./read-bounded.ts";
import { type CallerResult, readCaller, regionFault } from "./rest-json/caller.ts";
import { readSignature } from "./sigv4/read-signature.ts";
import { type AwsProtocol, nameFault, type SignatureFault } from "./sigv4/signature-fault.ts";
import { sha256Hex } from "./sigv4/signing-key.ts";
import { type SignatureCheck, screenSignature, verifySignature } from "./sigv4/verify-signature.ts";

export interface CallersDeps {
  readonly keys: KnownKeys;
  readonly clock: Clock;
  readonly home: Place;
  /** The control plane is reached from elsewhere: nobody goes unsigned, whether or not there is a key. */
  readonly signedAlways: boolean;
}

/** What a signature has to be for, and how its faults are named. */
interface Expected {
  /** As the scope names it. */
  readonly service: string;
  readonly protocol: AwsProtocol;
}

type From = Pick<Caller, "address" | "requestId">;

type Refused = Extract<CallerResult, { ok: false }>;

/** A caller with the request to go on with: its body has been read where it was signed. */
type Admitted = { readonly ok: true; readonly caller: Caller; readonly request: Request } | Refused;

export interface Callers {
  /** Why the request is refused whatever its body is; undefined while that cannot be said. */
  screen(request: Request, expected: Expected, from: From): Promise<Refused | undefined>;
  /** Who sent the request, whose body has been read. */
  identify(request: Request, body: Uint8Array, expected: Expected, from: From): Promise<CallerResult>;
  /** Who sent the request. Its body is read, up to `longest` bytes, once its headers have been found to be in order. */
  admit(request: Request, longest: number, expected: Expected, from: From): Promise<Admitted>;
}

export function createCallers({ keys, clock, home, signedAlways }: CallersDeps): Callers {
  const signing = async () => signedAlways || (await keys.any());

  const noted = ({ id, place }: Caller, { service }: Expected) =>
    keys.used(id, { service, region: place.region });

  /** Everything about the signature but the body. */
  async function screened(request: Request, { service, protocol }: Expected, from: From) {
    const raw = rawOf(request);
    const reading = readSignature(raw);
    if (!reading.ok) return { ok: false, error: errorOf(reading.fault, protocol) } as const;
    const { signature } = reading;
    const region = regionFault(signature.scope.region, home.region);
    if (region !== undefined) {
      return { ok: false, error: errorOf({ kind: "mismatch", message: region }, protocol) } as const;
    }
    const key = await keys.find(signature.accessKeyId);
    const check: SignatureCheck = { request: raw, signature, key, service, now: clock.now() };
    const fault = screenSignature(check);
    if (fault !== undefined || key === undefined) {
      return { ok: false, error: errorOf(fault ?? noKey, protocol) } as const;
    }
    const place = { accountId: home.accountId, region: signature.scope.region };
    const caller: Caller = { id: signature.accessKeyId, place, principal: key.principal, ...from };
    return { ok: true, check, caller } as const;
  }

  return {
    async screen(request, expected, from) {
      const who = (await signing())
        ? await screened(request, expected, from)
        : readCaller(request.headers.get("authorization"), home, from);
      return who.ok ? undefined : who;
    },
    async identify(request, body, expected, from) {
      if (!(await signing())) return readCaller(request.headers.get("authorization"), home, from);
      const screening = await screened(request, expected, from);
      if (!screening.ok) return screening;
      const fault = verifySignature(screening.check, sha256Hex(body));
      if (fault !== undefined) return { ok: false, error: errorOf(fault, expected.protocol) };
      await noted(screening.caller, expected);
      return { ok: true, caller: screening.caller };
    },
    async admit(request, longest, expected, from) {
      if (!(await signing())) {
        const who = readCaller(request.headers.get("authorization"), home, from);
        return who.ok ? { ...who, request } : who;
      }
      const screening = await screened(request, expected, from);
      if (!screening.ok) return screening;
      const body = await readBounded(request, longest).catch((error: unknown) => {
        if (error instanceof UnreadableBody) return error.message;
        throw error;
      });
      if (typeof body === "string") {
        return { ok: false, error: { name: "ValidationException", status: 400, message: body } };
      }
      const fault = verifySignature(screening.check, sha256Hex(body));
      if (fault !== undefined) return { ok: false, error: errorOf(fault, expected.protocol) };
      await noted(screening.caller, expected);
      return { ok: true, caller: screening.caller, request: withBody(request, body) };
    },
  };
}

const noKey: SignatureFault = {
  kind: "unrecognized",
  message: "The security token included in the request is invalid.",
};

function errorOf(fault: SignatureFault, protocol: AwsProtocol) {
  return { ...nameFault(fault, protocol), message: fault.message };
}

function withBody(request: Request, body: Uint8Array): Request {
  const { url, method, headers } = request;
  const none = method === "GET" || method === "HEAD" || body.length === 0;
  return new Request(url, { method, headers, ...(none ? {} : { body: Buffer.from(body) }) });
}
