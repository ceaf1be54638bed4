import { expect, it } from "vitest";
import type { PoolUser } from "./cognito-model.ts";
import { readUserFilter } from "./user-filter.ts";

const user: PoolUser = {
  poolId: "us-west-2_abcdefghi",
  username: "ana",
  sub: "11111111-2222-3333-4444-555555555555",
  enabled: false,
  status: "CONFIRMED",
  attributes: { email: "ana@example.com", name: 'Ana "A" Lee', "custom:team": "blue" },
  groups: [],
  createdAt: 1,
  modifiedAt: 1,
};

it.each([
  [undefined, true],
  ['email = "ana@example.com"', true],
  ['email = "ana"', false],
  ['email ^= "ana"', true],
  ['"username"="ana"', true],
  ['username = "ANA"', false],
  ['name ^= "Ana \\"A\\""', true],
  ['status = "Disabled"', true],
  ['status = "Enabled"', false],
  ['cognito:user_status = "CONFIRMED"', true],
  ['sub ^= "11111111-"', true],
  ['family_name = ""', false],
])("reads %j, which is %j of this user", (filter, expected) => {
  expect(readUserFilter(filter)(user)).toBe(expected);
});

it.each(["email", "email = ana", 'custom:team = "blue"', 'email = "a" and name = "b"', 'email != "a"'])(
  "refuses %j",
  (filter) => {
    expect(() => readUserFilter(filter)).toThrow(/Error while parsing filter|cannot be searched/);
  },
);
