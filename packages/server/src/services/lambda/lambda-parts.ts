import { randomUUID } from "node:crypto";
import type { Clock } from "../../ports.ts";
import type { Roles } from "../../roles-port.ts";
import { SealBroken, type Sealer } from "../../sealer-port.ts";
import type { StoreChange, StoreView } from "../../store-port.ts";
import type { LocalFunctions, UploadedFunctions } from "../../uploaded-functions-port.ts";
import type { Kept } from "../collection.ts";
import type { ServiceCall } from "../service.ts";
import type { ServiceStore } from "../service-store.ts";
import { type FunctionBody, functions } from "./function-body.ts";
import type { NamedFunction } from "./function-name.ts";
import { notFound } from "./lambda-faults.ts";

/** What Lambda's operations work with. */
export interface LambdaParts {
  readonly store: ServiceStore;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly roles: Roles;
  /** Whether a role that IAM here has never heard of may be a function's. */
  readonly unknownRolesTrusted: boolean;
  /** Why code may not be uploaded; undefined when it may. */
  readonly noUploads: string | undefined;
  readonly uploaded: UploadedFunctions;
  readonly local: LocalFunctions;
  /** What went wrong with a call that nobody waits for. */
  readonly onLost: (lost: {
    readonly function: string;
    readonly requestId: string;
    readonly why: string;
  }) => void;
  /** Brings what was changed into force elsewhere too. */
  readonly onChange: () => Promise<void>;
}

/** A stored function by its name. @throws ServiceFault ResourceNotFoundException */
export async function keptFunction(
  view: StoreView,
  named: NamedFunction,
  { local }: Pick<LambdaParts, "local">,
): Promise<Kept<FunctionBody>> {
  const kept = await functions.get(view, named.key);
  if (kept !== undefined) return kept;
  const registered = local.isRegistered(named.arn)
    ? ". It is registered in Toolgate's configuration file: it can be invoked, and is changed there"
    : "";
  throw notFound(`Function not found: ${named.arn}${registered}`);
}

/** Changes functions: one change at a time, in force when this resolves. */
export interface FunctionChanges {
  /** `before` is done first, while no other change can be. */
  make<T>(
    call: ServiceCall,
    work: (change: StoreChange) => Promise<T>,
    before?: () => Promise<void>,
  ): Promise<T>;
  /** Brings the functions of the store into force. */
  reload(): Promise<void>;
}

/** @see FunctionChanges */
export function functionChanges(
  parts: Pick<LambdaParts, "store" | "sealer" | "uploaded" | "onChange">,
): FunctionChanges {
  const { store, sealer, uploaded } = parts;
  let last: Promise<unknown> = Promise.resolve();

  async function reload(): Promise<void> {
    const kept = await store.read((view) => functions.list(view));
    await uploaded.replace(kept.map((one) => runnable(sealer, one)));
  }

  return {
    reload,
    make(call, work, before = async () => {}) {
      const made = last.then(async () => {
        await before();
        const done = await store.write(call, work);
        await reload();
        await parts.onChange();
        return done;
      });
      last = made.catch(() => undefined);
      return made;
    },
  };
}

/** What the seal of a function's environment is for. */
export function environmentSeal(arn: string): string {
  return `the environment of ${arn}`;
}

/** The variables of a function. @throws SealBroken */
export function environmentOf(sealer: Sealer, { arn, sealed }: Kept<FunctionBody>): Record<string, string> {
  return sealed === undefined ? {} : JSON.parse(sealer.open(sealed, environmentSeal(arn)));
}

/** A new revision's id. */
export const newRevision = (): string => randomUUID();

/** The time as Lambda writes it. */
export function lambdaTime(clock: Clock): string {
  return new Date(clock.now()).toISOString().replace("Z", "+0000");
}

function runnable(sealer: Sealer, kept: Kept<FunctionBody>) {
  const { arn, body } = kept;
  const spec = {
    arn,
    revision: body.revision,
    runtime: body.runtime,
    handler: body.handler,
    codeSha256: body.codeSha256,
    timeoutSeconds: body.timeout,
    memoryMb: body.memorySize,
  };
  try {
    return { ...spec, environment: environmentOf(sealer, kept) };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    const broken = `The function's environment variables cannot be opened with the server's sealing key: ${error.message}`;
    return { ...spec, environment: {}, broken };
  }
}
