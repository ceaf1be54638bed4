import { expect, it } from "vitest";
import { readForm } from "./read-form.ts";

it.each([
  ["a member", "RoleName=a%20b&Path=", { RoleName: "a b", Path: "" }],
  ["a list in the order of its numbers", "A.member.10=k&A.member.2=b&A.member.1=a", { A: ["a", "b", "k"] }],
  [
    "a list of structures",
    "Tags.member.1.Key=k&Tags.member.1.Value=v&Tags.member.2.Key=l&Tags.member.2.Value=",
    {
      Tags: [
        { Key: "k", Value: "v" },
        { Key: "l", Value: "" },
      ],
    },
  ],
  [
    "a list in a structure in a list",
    "C.member.1.Name=n&C.member.1.Values.member.1=x",
    { C: [{ Name: "n", Values: ["x"] }] },
  ],
  ["an empty list", "Tags.member=", { Tags: [] }],
  [
    "names that objects have of their own",
    "__proto__.a=1&constructor=2",
    JSON.parse('{"__proto__":{"a":"1"},"constructor":"2"}'),
  ],
])("%s is read from a form", (_what, form, tree) => {
  expect(JSON.stringify(readForm(new URLSearchParams(form)))).toBe(JSON.stringify(tree));
});

it("a name of a thousand parts is no deeper than ten", () => {
  const text = JSON.stringify(readForm(new URLSearchParams(`${"a.".repeat(1000)}a=1`)));
  expect(text).toBe(`${'{"a":'.repeat(10)}"1"${"}".repeat(10)}`);
});
