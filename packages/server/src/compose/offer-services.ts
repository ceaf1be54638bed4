import { randomUUID } from "node:crypto";
import { createUserPoolCrypto } from "../adapters/cognito/user-pool-crypto.ts";
import { userPoolPages } from "../adapters/cognito/user-pool-pages.ts";
import { createRateLimit } from "../adapters/idp/rate-limit.ts";
import type { Config } from "../config.ts";
import type { ControlPlaneParts } from "../control/control-deps.ts";
import type { Caller } from "../model.ts";
import { createAuthorizationCodes } from "../services/cognito/authorization-codes.ts";
import { boundedPasswords } from "../services/cognito/bounded-passwords.ts";
import type { CognitoDeps } from "../services/cognito/cognito-deps.ts";
import { cognitoService } from "../services/cognito/cognito-service.ts";
import { createPasswordAttempts } from "../services/cognito/password-attempts.ts";
import { createServices } from "../services/create-services.ts";
import { createLambda } from "../services/lambda/create-lambda.ts";
import { serviceStore } from "../services/service-store.ts";
import { createPoolHost } from "../wire/user-pools/pool-host.ts";
import type { CallerParts } from "./identify-callers.ts";
import type { LiveParts } from "./live-parts.ts";
import type { Outside } from "./open-outside.ts";
import type { Storage } from "./open-storage.ts";
import { isLocal, type Surroundings, systemClock } from "./surroundings.ts";

/** On the sign-in pages of user pools, as on the identity provider's. */
const wrongPasswordsAMinute = 20;

/** The AWS services around the gateway, and user pools as people and programs sign in to them. */
export async function offerServices(
  surroundings: Surroundings,
  { store, sealer, decisions, style }: Storage,
  { functions, uploaded }: Outside,
  { roleDeps }: LiveParts,
  { poolDirectory, verifier }: CallerParts,
  control: ControlPlaneParts,
) {
  const { config, log } = surroundings;
  const clock = systemClock;
  const local = isLocal(surroundings);
  const home = { accountId: config.account, region: config.region };
  const anonymous: Caller = { id: "anonymous", place: home };
  const crypto = boundedPasswords(createUserPoolCrypto());
  const cognito: CognitoDeps = {
    store: serviceStore(store, clock, "cognito-idp"),
    sealer,
    crypto,
    clock,
    functions,
    attempts: createPasswordAttempts(clock),
    async onChange() {
      await poolDirectory.reload();
      verifier.forget();
    },
  };
  const services = [
    ...createServices({
      store,
      sealer,
      clock,
      accountId: config.account,
      onChange: control.onChange,
      observed: decisions.observed,
      style,
    }),
    cognitoService(cognito),
    await createLambda({
      store: serviceStore(store, clock, "lambda"),
      sealer,
      clock,
      roles: roleDeps.roles,
      unknownRolesTrusted: roleDeps.unknownRolesTrusted !== undefined,
      noUploads: noUploads(config, local),
      uploaded,
      local: functions,
      onLost: (lost) => log.warn(lost, "an event did not reach its function, or failed there"),
      onChange: control.onChange,
    }),
  ];
  const userPools = createPoolHost({
    ...cognito,
    codes: createAuthorizationCodes(clock, crypto),
    callOf: (operation) => ({ caller: anonymous, requestId: randomUUID(), operation }),
    directory: poolDirectory,
    pages: userPoolPages,
    wrongPasswords: createRateLimit({ most: wrongPasswordsAMinute, windowMs: 60_000, clock }),
    log,
  });
  return { services, userPools, anonymous };
}

/** Whoever uploads code runs programs on this machine. */
function noUploads({ allowUploadedCode }: Config, local: boolean): string | undefined {
  if (local || allowUploadedCode) return undefined;
  return "Toolgate takes no code while it listens off loopback: whoever uploads a function runs programs on this machine. Start it with --allow-uploaded-code if that is wanted.";
}
