/** Page tokens: where a list goes on, sealed so that only the list that gave one can take it back. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Caller } from "../model.ts";
import type { Position, Store } from "../store-port.ts";
import { invalidMember } from "./invalid-member.ts";

/** The list a token belongs to. */
export interface ListScope {
  readonly operation: string;
  readonly caller: Caller;
  /** Path members and filters of the request, e.g. the engine's id. */
  readonly filters?: Readonly<Record<string, string | undefined>>;
}

const KEY_SETTING = "page-token-key";
const MAC_BYTES = 32;

/** Issues and reads page tokens under a key that stays with the data, so that they hold after a restart. */
export class PageTokens {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Takes the store's key, or makes one for it. */
  static async open(store: Store): Promise<PageTokens> {
    const key = await store.write(async (change) => {
      const kept = await change.settings.get(KEY_SETTING);
      if (kept !== undefined) return kept;
      const made = randomBytes(32).toString("base64");
      await change.put.setting(KEY_SETTING, made);
      return made;
    });
    return new PageTokens(Buffer.from(key, "base64"));
  }

  issue(scope: ListScope, position: Position): string {
    const payload = Buffer.from(JSON.stringify([position.createdAt, position.id]));
    return Buffer.concat([this.#seal(scope, payload), payload]).toString("base64url");
  }

  /** @throws ValidationException when the token was not issued for this list. */
  read(scope: ListScope, token: string): Position {
    const bytes = Buffer.from(token, "base64url");
    const mac = bytes.subarray(0, MAC_BYTES);
    const payload = bytes.subarray(MAC_BYTES);
    const holds = mac.length === MAC_BYTES && timingSafeEqual(mac, this.#seal(scope, payload));
    if (!holds) {
      throw invalidMember(
        "nextToken",
        `The nextToken was not issued by ${scope.operation} for this request: ` +
          "pass the token of the previous page with the same parameters, or leave it out to start from the first page.",
      );
    }
    const [createdAt, id] = JSON.parse(payload.toString()) as [string, string];
    return { createdAt, id };
  }

  #seal({ operation, caller, filters = {} }: ListScope, payload: Buffer): Buffer {
    const { accountId, region } = caller.place;
    const named = Object.entries(filters).filter(([, value]) => value !== undefined);
    const bound = JSON.stringify([operation, accountId, region, named.sort(([a], [b]) => (a < b ? -1 : 1))]);
    return createHmac("sha256", this.#key).update(bound).update("\n").update(payload).digest();
  }
}
