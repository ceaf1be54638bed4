import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { openDynamicClients } from "./dynamic-clients.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-apps-"));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (most = 3) =>
  openDynamicClients({ path: join(folder, "idp-clients.json"), most, now: () => 1_700_000_000_999 });
const registration = (client_name: string) => ({
  client_name,
  redirect_uris: ["http://127.0.0.1/"],
  grant_types: ["authorization_code"] as const,
});

it(
  verifies("sign-in.registration.kept", "apps outlive a restart, in a file that is the owner's only"),
  async () => {
    const added = await (await open()).add(registration("one"));
    expect(added).toEqual({
      client_id: expect.stringMatching(/^app-[\w-]{22}$/),
      client_id_issued_at: 1_700_000_000,
      client_name: "one",
      redirect_uris: ["http://127.0.0.1/"],
      grant_types: ["authorization_code"],
      used: false,
    });
    const again = await open();
    expect(again.find(added.client_id)).toEqual(added);
    await again.markUsed(added.client_id);
    expect((await open()).find(added.client_id)).toEqual({ ...added, used: true });
    expect(await readdir(folder)).toEqual(["idp-clients.json"]);
    expect((await stat(join(folder, "idp-clients.json"))).mode & 0o777).toBe(0o600);
  },
);

it(
  verifies("sign-in.registration.bounded", "the oldest app that nobody signed in by makes room"),
  async () => {
    const clients = await open(3);
    const ids: string[] = [];
    const add = async (name: string) => ids.push((await clients.add(registration(name))).client_id);
    for (const name of ["0", "1", "2"]) await add(name);
    const known = () => ids.flatMap((id, index) => (clients.find(id) === undefined ? [] : [index]));
    await clients.markUsed(ids[0] ?? "");
    await add("3");
    expect(known()).toEqual([0, 2, 3]);
    await clients.markUsed(ids[2] ?? "");
    await clients.markUsed(ids[3] ?? "");
    await clients.markUsed(ids[0] ?? "");
    await add("4");
    expect(known()).toEqual([0, 3, 4]);
    for (let flood = 0; flood < 5; flood += 1) await add("flood");
    expect(known()).toEqual([0, 3, 9]);
  },
);

it(verifies("sign-in.registration.kept", "apps that register at once are all kept"), async () => {
  const clients = await open(10);
  const added = await Promise.all(["a", "b", "c", "d"].map((name) => clients.add(registration(name))));
  const again = await open(10);
  expect(added.filter(({ client_id }) => again.find(client_id) === undefined)).toEqual([]);
});

it(verifies("sign-in.registration.kept", "a damaged file is refused with the cure"), async () => {
  const path = join(folder, "idp-clients.json");
  await writeFile(path, '{"version":1,"clients":[{}]}');
  await expect(open()).rejects.toThrow(
    `${path} is not a file of Toolgate's. Restore it, or delete it: apps that signed somebody in have to be connected anew then.`,
  );
});
