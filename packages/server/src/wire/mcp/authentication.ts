import type { Identity } from "../../gateway/tool-call.ts";
import type { challenge } from "./resource-metadata.ts";

/** Who calls a gateway, or why they may not. `why` is for the log, `message` for the caller. */
export type Authentication =
  | {
      readonly ok: true;
      readonly identity: Identity;
      /** The signature is over a body that has not come yet: nothing may be done for this caller until it has. */
      readonly bodyAwaited?: boolean | undefined;
    }
  | {
      readonly ok: false;
      readonly status: 401 | 403;
      readonly message: string;
      readonly why: string;
      /** Of gateways that ask for a token. */
      readonly challenge?: Omit<Parameters<typeof challenge>[0], "metadataUrl"> | undefined;
    };
