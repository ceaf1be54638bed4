import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { gatewayIdFrom } from "./ids.ts";

describe("gateway ids", () => {
  it(
    verifies("wire.ids.gateway", "a gateway's id is its name in lower case and ten characters of the hash"),
    () => {
      expect(gatewayIdFrom("Refund-Gateway", new Uint8Array(32).fill(0))).toBe("refund-gateway-0000000000");
      expect(gatewayIdFrom("Refund-Gateway", new Uint8Array(32).fill(255))).toBe("refund-gateway-n43d37jtof");
    },
  );

  it("every hash gives an id of AWS's pattern", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^([0-9a-zA-Z]-?){1,100}$/),
        fc.uint8Array({ minLength: 8, maxLength: 64 }),
        (name, hash) => {
          expect(gatewayIdFrom(name, hash)).toMatch(/^([0-9a-z][-]?){1,100}-[0-9a-z]{10}$/);
        },
      ),
    );
  });
});
