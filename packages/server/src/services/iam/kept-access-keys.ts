import { z } from "zod";
import type { Clock } from "../../ports.ts";
import type { AccessKeys, KeyPrincipal, KnownAccessKey } from "../../roles-port.ts";
import type { Sealer } from "../../sealer-port.ts";
import type { Store, StoreView } from "../../store-port.ts";
import { accessKeys, keyOf, keyUses, sessions, type Tags, users } from "./iam-kept.ts";
import { iamTime } from "./iam-parts.ts";
import { roleAt, tagsByKey } from "./kept-roles.ts";
import { keySeal } from "./key-seal.ts";
import { policySources } from "./policy-sources.ts";

/** The sealed part of temporary credentials. */
export const sessionSecrets = z.strictObject({ secret: z.string(), sessionToken: z.string() });

/** Milliseconds between two notes of a key's use; IAM user guide has it as "up to a few hours". */
const noteEvery = 15 * 60_000;
const mostNoted = 10_000;

/** The access keys of users and of assumed roles; `any` is whether a user has one. */
export function keptAccessKeys(
  store: Store,
  sealer: Sealer,
  clock: Clock,
): AccessKeys & { any(): Promise<boolean> } {
  const noted = new Map<string, number>();

  async function ofUser(view: StoreView, id: string): Promise<KnownAccessKey | undefined> {
    const key = await accessKeys.get(view, id);
    const user = key && (await users.get(view, keyOf(key.body.userName)));
    if (key?.sealed === undefined || user === undefined) return undefined;
    const { name, id: userId, tags } = user.body;
    const principal: KeyPrincipal = {
      kind: "user",
      arn: user.arn,
      userId,
      sources: await policySources(view, user.body),
      context: { "aws:username": name, ...described(user.arn, "User", userId, tags) },
    };
    return { secret: sealer.open(key.sealed, keySeal(id)), principal, active: key.body.status === "Active" };
  }

  async function ofSession(view: StoreView, id: string): Promise<KnownAccessKey | undefined> {
    const session = await sessions.get(view, id);
    const role = session && (await roleAt(view, session.body.roleArn));
    // A role that was made again under its name is another one.
    if (session?.sealed === undefined || role?.body.id !== session.body.roleId) return undefined;
    const { secret, sessionToken } = sessionSecrets.parse(
      JSON.parse(sealer.open(session.sealed, keySeal(id))),
    );
    const userId = `${role.body.id}:${session.body.name}`;
    const principal: KeyPrincipal = {
      kind: "role-session",
      arn: session.arn,
      userId,
      roleArn: role.arn,
      sources: await policySources(view, role.body),
      context: described(role.arn, "AssumedRole", userId, role.body.tags),
    };
    const { expiresAt } = session.body;
    return { secret, principal, active: Date.parse(expiresAt) > clock.now(), expiresAt, sessionToken };
  }

  return {
    find: (id) => store.read(async (view) => (await ofUser(view, id)) ?? (await ofSession(view, id))),
    any: async () => (await store.read((view) => accessKeys.list(view, { limit: 1 }))).length > 0,
    async used(id, { service, region }) {
      const now = clock.now();
      if (now - (noted.get(id) ?? Number.NEGATIVE_INFINITY) < noteEvery) return;
      if (noted.size >= mostNoted) noted.clear();
      // also for sessions, of which no use is kept, so that they are not looked up each time
      noted.set(id, now);
      await store.write(async (change) => {
        const key = await accessKeys.get(change, id);
        if (key === undefined) return;
        await keyUses.put(change, { key: id, arn: key.arn, body: { at: iamTime(clock), service, region } });
      });
    },
  };
}

function described(arn: string, type: string, userId: string, tags: Tags): Readonly<Record<string, string>> {
  const byKey = Object.entries(tagsByKey(tags)).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]);
  return {
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": arn.split(":")[4] ?? "",
    "aws:PrincipalType": type,
    "aws:userid": userId,
    ...Object.fromEntries(byKey),
  };
}
