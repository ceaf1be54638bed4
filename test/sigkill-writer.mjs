/** Writes to the control plane in the given folder until it is killed; says before each change what it begins, and after it that it was acknowledged. */
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { createControlPlane, DataFolder, openStore, PageTokens } from "@toolgate/server";

const [path, round] = process.argv.slice(2);
const clock = { now: () => Date.now() };
const folder = DataFolder.hold(path, clock);
const store = await openStore(folder.file("toolgate.db"));
const absent = () => Promise.reject(new Error("not part of this test"));
const control = createControlPlane({
  store,
  clock,
  cedar: { parse: absent, validate: absent, decide: absent, close: async () => {} },
  pageTokens: await PageTokens.open(store),
  randomBytes: () => randomBytes(16),
  gatewayUrl: (id) => `http://127.0.0.1:4100/gateways/${id}/mcp`,
  strictAws: false,
  roles: { find: async () => undefined },
  unknownRolesTrusted: "the server listens on loopback only",
  rolePreflight: "reject",
  settle: async () => {},
  policyNotices: async () => [],
  onChange: async () => {},
});
const caller = { id: "AKIDEXAMPLE", place: { accountId: "123456789012", region: "us-west-2" } };

async function change(what, name, work) {
  writeSync(1, `begin ${what} ${name}\n`);
  const answer = await work();
  writeSync(1, `done ${what} ${name}\n`);
  return answer;
}

const members = {
  roleArn: "arn:aws:iam::123456789012:role/gateway",
  authorizerType: "CUSTOM_JWT",
  authorizerConfiguration: {
    customJWTAuthorizer: { discoveryUrl: "http://127.0.0.1:9/.well-known/openid-configuration" },
  },
};

for (let number = 0; ; number += 1) {
  const name = `r${round}-${number}`;
  const clientToken = `${name}-0123456789-0123456789-0123456789`;
  const { gatewayId } = await change("create", name, () =>
    control.CreateGateway({ ...members, name, clientToken, tags: { a: "1", b: "2" } }, caller),
  );
  await change("describe", name, () =>
    control.UpdateGateway({ ...members, gatewayIdentifier: gatewayId, name, description: name }, caller),
  );
  if (number % 2 === 1) {
    await change("delete", name, () => control.DeleteGateway({ gatewayIdentifier: gatewayId }, caller));
  }
}
