import { expect, it } from "vitest";
import { defaultPasswordPolicy, requireGoodPassword } from "./password-policy.ts";

const refusals = [
  ["Ab1!", "Password did not conform with policy: Password not long enough"],
  ["abcdef1!", "Password did not conform with policy: Password must have uppercase characters"],
  ["ABCDEF1!", "Password did not conform with policy: Password must have lowercase characters"],
  ["Abcdefg!", "Password did not conform with policy: Password must have numeric characters"],
  ["Abcdefg1", "Password did not conform with policy: Password must have symbol characters"],
  [" Abcdef1!", "Password did not conform with policy: Password must not begin or end with a space"],
] as const;

it.each(refusals)("refuses %j by the default policy: %s", (password, message) => {
  expect(() => requireGoodPassword(password, defaultPasswordPolicy)).toThrow(message);
});

it.each(["Abcdef1!", "Abcd ef12", "Ünicode1-", "Zz9[]{}()"])("takes %j by the default policy", (password) => {
  expect(() => requireGoodPassword(password, defaultPasswordPolicy)).not.toThrow();
});

it("asks only for what the policy asks for", () => {
  const lax = {
    ...defaultPasswordPolicy,
    MinimumLength: 6,
    RequireUppercase: false,
    RequireNumbers: false,
    RequireSymbols: false,
  };
  expect(() => requireGoodPassword("secret", lax)).not.toThrow();
  expect(() => requireGoodPassword("SECRET", lax)).toThrow("lowercase");
});
