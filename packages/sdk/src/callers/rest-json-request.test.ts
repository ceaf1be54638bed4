import { describe, expect, it } from "vitest";
import { restJsonRequest } from "./rest-json-request.ts";

const asked = (method: string, uri: string, input: Readonly<Record<string, unknown>>) => {
  const { path, query, body, headers } = restJsonRequest("Op", { method, uri }, input, true);
  return { path, query, body, headers };
};
const json = { "content-type": "application/json" };

describe("a restJson1 request", () => {
  it.each([
    {
      it: "puts labels into the path, whole and encoded",
      is: asked("GET", "/tags/{resourceArn}", { resourceArn: "arn:aws:x:gateway/a b!" }),
      wants: { path: "/tags/arn%3Aaws%3Ax%3Agateway%2Fa%20b%21", query: {}, body: undefined, headers: {} },
    },
    {
      it: "puts the rest of a GET into the query, and leaves out what is not there",
      is: asked("GET", "/gateways/{id}/targets/", { id: "g", maxResults: 5, nextToken: undefined }),
      wants: { path: "/gateways/g/targets/", query: { maxResults: "5" }, body: undefined, headers: {} },
    },
    {
      it: "repeats a list in the query of a DELETE",
      is: asked("DELETE", "/tags/{arn}", { arn: "a", tagKeys: ["x", "y"] }),
      wants: { path: "/tags/a", query: { tagKeys: ["x", "y"] }, body: undefined, headers: {} },
    },
    {
      it: "puts the rest of the others into the body",
      is: asked("PATCH", "/e/{id}", { id: "e", description: {}, tags: { a: "b" }, gone: undefined }),
      wants: { path: "/e/e", query: {}, body: '{"description":{},"tags":{"a":"b"}}', headers: json },
    },
  ])("$it", ({ is, wants }) => {
    expect(is).toEqual(wants);
  });

  it.each([
    [undefined, "missing"],
    ["", '""'],
    [7, "7"],
    ["..", '".."'],
    [".", '"."'],
  ])("is not made with the label %o", (id, said) => {
    expect(() => asked("GET", "/e/{id}", { id })).toThrow(`Op needs id, and it is ${said}.`);
  });
});
