import { expect, it } from "vitest";
import { requireGoodValidity, tokenValidity } from "./token-validity.ts";

it("gives tokens an hour and refresh tokens 30 days where nothing is said", () => {
  expect(tokenValidity({ refreshTokenValidity: 30 })).toEqual({
    access: 3_600,
    id: 3_600,
    refresh: 2_592_000,
  });
});

it("reads each in its own unit", () => {
  const units = { AccessToken: "minutes", IdToken: "seconds", RefreshToken: "hours" } as const;
  expect(
    tokenValidity({ accessTokenValidity: 5, idTokenValidity: 900, refreshTokenValidity: 2, units }),
  ).toEqual({ access: 300, id: 900, refresh: 7_200 });
});

it.each([
  { accessTokenValidity: 25, refreshTokenValidity: 30 },
  { accessTokenValidity: 4, refreshTokenValidity: 30, units: { AccessToken: "minutes" as const } },
  { refreshTokenValidity: 59, units: { RefreshToken: "minutes" as const } },
  { accessTokenValidity: 3, refreshTokenValidity: 2, units: { RefreshToken: "hours" as const } },
])("refuses %j", (client) => {
  expect(() => requireGoodValidity(client)).toThrow("Invalid range for token validity");
});
