import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSealer } from "./create-sealer.ts";

const sealerWith = (key: Buffer) => createSealer(() => key);
const sealer = sealerWith(randomBytes(32));

describe("what is sealed", () => {
  it.each(["", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "ключ 🔑"])("opens as it was: %j", (secret) => {
    expect(sealer.open(sealer.seal(secret, "key"), "key")).toBe(secret);
  });

  it("never looks the same twice, nor like the secret", () => {
    const [one, other] = [sealer.seal("secret", "key"), sealer.seal("secret", "key")];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(3), "base64url").includes("secret")).toBe(false);
  });

  const sealed = sealer.seal("secret", "access key AKIA1");
  const altered = Buffer.from(sealed.slice(3), "base64url");
  altered[14] = (altered[14] ?? 0) ^ 1;
  it.each([
    ["was altered", () => sealer.open(`s1.${altered.toString("base64url")}`, "access key AKIA1")],
    ["was sealed for another purpose", () => sealer.open(sealed, "access key AKIA2")],
    ["was sealed by another key", () => sealerWith(randomBytes(32)).open(sealed, "access key AKIA1")],
    ["was cut", () => sealer.open(sealed.slice(0, 20), "access key AKIA1")],
    ["is no sealed text", () => sealer.open("secret", "access key AKIA1")],
  ])("does not open when it %s", (_how, open) => {
    expect(open).toThrow(/does not open with this key/);
  });
});
