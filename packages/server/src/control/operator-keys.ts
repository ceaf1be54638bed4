/** Access keys for those who run Toolgate: made by `toolgate keys`, apart from IAM's users. */
import { randomBytes, randomInt } from "node:crypto";
import { AccessDeniedException, ConflictException, ResourceNotFoundException } from "@toolgate/api";
import { z } from "zod";
import type { Caller } from "../model.ts";
import type { Clock } from "../ports.ts";
import type { KeyPrincipal, KnownAccessKey } from "../roles-port.ts";
import type { Sealer } from "../sealer-port.ts";
import { collection, type Kept } from "../services/collection.ts";
import type { Store, StoreView } from "../store-port.ts";
import { instant } from "./instant.ts";
import { loggedStore } from "./logged-store.ts";
import { readerSource } from "./reader-policy.ts";

/** A key as it is shown; its secret never is. */
export interface OperatorKey {
  readonly accessKeyId: string;
  readonly name: string;
  readonly arn: string;
  /** May do everything; others may look. */
  readonly admin: boolean;
  readonly createdAt: string;
}

/** A key as it is shown once, to who made it. */
export interface NewOperatorKey extends OperatorKey {
  readonly secretAccessKey: string;
}

export interface OperatorKeys {
  find(accessKeyId: string): Promise<KnownAccessKey | undefined>;
  any(): Promise<boolean>;
  /**
   * The first key is an admin's, whatever is asked: nobody could make a second otherwise. `adminRefused` says why the caller
   * may not make an admin's.
   * @throws ConflictException for a name that is taken; AccessDeniedException
   */
  create(
    asked: { readonly name?: string | undefined; readonly admin: boolean },
    caller: Caller,
    adminRefused?: string,
  ): Promise<NewOperatorKey>;
  list(): Promise<readonly OperatorKey[]>;
  /** @throws ResourceNotFoundException; ConflictException where nobody could administer Toolgate any more. */
  remove(accessKeyId: string, caller: Caller): Promise<OperatorKey>;
}

interface OperatorKeysDeps {
  readonly store: Store;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly accountId: string;
  /** Callers have to sign whether or not there is a key. */
  readonly signedAlways: boolean;
  /** Whether keys are known beside these. */
  readonly others: () => Promise<boolean>;
}

const bodySchema = z.object({ name: z.string(), admin: z.boolean(), createdAt: z.string() });
type Body = z.output<typeof bodySchema>;
const kept = collection("operatorKey", bodySchema);

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const mostKeys = 1_000;

/** The operators' keys in this store, their secrets sealed. */
export function createOperatorKeys(deps: OperatorKeysDeps): OperatorKeys {
  const { store, sealer, clock, accountId } = deps;
  const written = (operation: string, caller: Caller) =>
    loggedStore(store, { operation: `toolgate:${operation}`, caller, clock });
  const all = (view: StoreView) => kept.list(view, { limit: mostKeys });
  return {
    async find(accessKeyId) {
      const found = await store.read((view) => kept.get(view, accessKeyId));
      return found && accessKeyOf(found, arnOf(accountId, found.body.name), sealer);
    },
    async any() {
      return (await store.read((view) => kept.list(view, { limit: 1 }))).length > 0;
    },
    async list() {
      return (await store.read(all)).map((each) => shown(each, accountId));
    },
    create: (asked, caller, adminRefused) =>
      written("CreateKey", caller).write(async (change) => {
        const known = await all(change);
        if (known.length >= mostKeys) {
          throw new ConflictException(`There are ${mostKeys} keys already; delete one that is not used.`);
        }
        const accessKeyId = `TGKA${Array.from({ length: 16 }, () => letters[randomInt(32)]).join("")}`;
        const name = asked.name ?? `operator-${accessKeyId.slice(-6).toLowerCase()}`;
        if (known.some(({ body }) => body.name === name)) {
          throw new ConflictException(`There is a key with the name ${name} already; choose another name.`);
        }
        const admin = asked.admin || !known.some(({ body }) => body.admin);
        // Who could make one could do everything.
        if (admin && adminRefused !== undefined) throw new AccessDeniedException(adminRefused);
        const secretAccessKey = randomBytes(30).toString("base64");
        const made = {
          key: accessKeyId,
          arn: arnOf(accountId, name),
          body: { name, admin, createdAt: instant(clock) },
          sealed: sealer.seal(secretAccessKey, purposeOf(accessKeyId)),
        };
        await kept.put(change, made);
        return { ...shown(made, accountId), secretAccessKey };
      }),
    remove: (accessKeyId, caller) =>
      written("DeleteKey", caller).write(async (change) => {
        const known = await all(change);
        const gone = known.find(({ key }) => key === accessKeyId);
        if (gone === undefined) {
          throw new ResourceNotFoundException(
            `There is no key ${accessKeyId}; npx toolgate keys list shows those there are.`,
          );
        }
        const left = known.filter(({ key }) => key !== accessKeyId);
        const needed = left.length > 0 || deps.signedAlways || (await deps.others());
        if (gone.body.admin && needed && !left.some(({ body }) => body.admin)) {
          throw new ConflictException(
            `${accessKeyId} is the last key of an admin, and callers have to sign here: make another admin's key first.`,
          );
        }
        await kept.remove(change, accessKeyId);
        return shown(gone, accountId);
      }),
  };
}

/** By the account that the server has now. */
function arnOf(accountId: string, name: string): string {
  return `arn:aws:iam::${accountId}:user/toolgate/${name}`;
}

function shown({ key, body }: Kept<Body>, accountId: string): OperatorKey {
  return { accessKeyId: key, arn: arnOf(accountId, body.name), ...body };
}

function accessKeyOf({ key, body, sealed }: Kept<Body>, arn: string, sealer: Sealer): KnownAccessKey {
  if (sealed === undefined) throw new Error(`The key ${key} was kept without its secret.`);
  return {
    secret: sealer.open(sealed, purposeOf(key)),
    principal: principalOf(body, arn),
    active: true,
  };
}

/** An admin may do everything, as an account's root; but goes by a name, so that logs tell one from the other. */
function principalOf({ name, admin }: Body, arn: string): KeyPrincipal {
  const known = {
    arn,
    userId: `toolgate:${name}`,
    context: { "aws:username": name, "aws:PrincipalType": "User" },
  };
  return admin
    ? { kind: "root", ...known, sources: [] }
    : { kind: "user", ...known, sources: [readerSource] };
}

function purposeOf(accessKeyId: string): string {
  return `operator key ${accessKeyId}`;
}
