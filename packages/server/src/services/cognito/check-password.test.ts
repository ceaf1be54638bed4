import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { checkPassword } from "./check-password.ts";
import type { PoolClient, UserPool } from "./cognito-model.ts";

it(
  verifies("cognito.passwords", "a stranger's name is remembered by its hash, however long it is"),
  async () => {
    const counted: string[] = [];
    const deps = {
      store: { read: async () => undefined, write: () => expect.unreachable() },
      attempts: {
        async check(user: string) {
          counted.push(user);
          return "wrong" as const;
        },
      },
      crypto: { sha256: (text: string) => `hash of ${text.length}` },
    };
    const given = { username: "A".repeat(100_000), password: "x" };
    const asked = checkPassword(
      deps as unknown as Parameters<typeof checkPassword>[0],
      { id: "us-west-2_Abc" } as UserPool,
      { hidesUnknownUsers: true } as PoolClient,
      given,
    );
    await expect(asked).rejects.toMatchObject({ code: "NotAuthorizedException" });
    expect(counted).toEqual(["us-west-2_Abc/hash of 100000"]);
  },
);
