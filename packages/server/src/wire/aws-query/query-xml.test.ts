import { expect, it } from "vitest";
import { answerXml, errorXml } from "./query-xml.ts";

const namespace = "https://iam.amazonaws.com/doc/2010-05-08/";

it("lists stand under member, what is undefined is left out, and text is escaped", () => {
  const output = {
    Role: { Name: '<a>&"b"', Path: undefined, Since: new Date(0), Max: 3600, On: false },
    Tags: [{ Key: "k" }, { Key: "l" }],
    Names: ["n\u0000"],
    None: [],
  };
  expect(answerXml("GetRole", output, namespace, "r-1")).toBe(
    '<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult>' +
      "<Role><Name>&lt;a&gt;&amp;&quot;b&quot;</Name><Since>1970-01-01T00:00:00.000Z</Since><Max>3600</Max><On>false</On></Role>" +
      "<Tags><member><Key>k</Key></member><member><Key>l</Key></member></Tags>" +
      "<Names><member>n\ufffd</member></Names><None></None>" +
      "</GetRoleResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetRoleResponse>",
  );
});

it.each([
  [404, "Sender"],
  [500, "Receiver"],
])("an error of status %i is the fault of the %s", (status, type) => {
  expect(errorXml({ code: "NoSuchEntity", message: "a & b", status }, namespace, "r-1")).toBe(
    `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>${type}</Type><Code>NoSuchEntity</Code>` +
      "<Message>a &amp; b</Message></Error><RequestId>r-1</RequestId></ErrorResponse>",
  );
});
