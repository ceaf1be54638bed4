/** What an attacker could do once, and cannot do any more. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFunctions, functionRegistrationSchema } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifies } from "./verifies.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-security-test-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("a hostile handler", () => {
  const forger = `import { writeSync } from "node:fs";
    export const handler = async ({ line, name }) => {
      if (name === true) throw Object.assign(new Error(), { name: undefined, message: { toString: () => "odd" } });
      if (line === undefined) return "well";
      writeSync(3, line + "\\n");
      return new Promise(() => {});
    };`;

  it.each([
    '{"kind":"error","id":1}',
    '{"kind":"broken"}',
    '{"kind":"error","id":1,"error":null}',
    '{"kind":"result","id":1,"payload":{"not":"text"}}',
    '{"kind":"too-large","id":1}',
    '{"kind":"surprise","ok":true,"payload":"forged"}',
    "[]",
    "null",
  ])(
    verifies("security.handler-answers", "that writes %s to its channel fails its own call only"),
    async (line) => {
      const { invoke, close } = await functionsWith(forger);
      expect(await invoke({ line })).toEqual({
        ok: false,
        kind: "function",
        cause: "Runtime.ProtocolError: the handler process wrote to its descriptor 3 itself",
      });
      expect(await invoke({})).toEqual({ ok: true, payload: '"well"' });
      await close();
    },
  );

  it(verifies("security.handler-answers", "that throws an error without a name is told apart"), async () => {
    const { invoke, close } = await functionsWith(forger);
    expect(await invoke({ name: true })).toEqual({ ok: false, kind: "function", cause: "undefined: odd" });
    await close();
  });

  async function functionsWith(module: string) {
    await writeFile(join(folder, "handler.mjs"), module);
    const silent = { error() {}, warn() {}, info() {}, debug() {} };
    const functions = createFunctions({
      registered: [functionRegistrationSchema.parse({ name: "tool", module: "./handler.mjs" })],
      baseFolder: folder,
      region: "us-west-2",
      log: silent,
    });
    return {
      invoke: (event: object) =>
        functions.invoke({
          lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:tool",
          event: JSON.stringify(event),
          clientContext: {},
        }),
      close: () => functions.close(),
    };
  }
});
