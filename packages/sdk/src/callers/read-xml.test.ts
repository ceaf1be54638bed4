import { describe, expect, it } from "vitest";
import { readXml, xmlText } from "./read-xml.ts";

describe("XML of a query service", () => {
  it("is read as elements and text", () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<CreateRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <!-- a role -->
  <CreateRoleResult><Role><Path>/</Path><Arn>arn:aws:iam::123456789012:role/R</Arn><Tags/></Role></CreateRoleResult>
  <ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata>
</CreateRoleResponse>`;
    const root = readXml(xml);
    const role = ["CreateRoleResponse", "CreateRoleResult", "Role"];
    expect(xmlText(root, ...role, "Arn")).toBe("arn:aws:iam::123456789012:role/R");
    expect(xmlText(root, ...role, "Tags")).toBe("");
    expect(xmlText(root, ...role, "Nothing")).toBeUndefined();
    expect(xmlText(root, "CreateRoleResponse", "ResponseMetadata", "RequestId")).toBe("id-1");
  });

  it("keeps every element of a list", () => {
    const root = readXml("<l><member>a</member><member>b</member></l>");
    expect(root.children.l?.[0]?.children.member?.map((member) => member.text)).toEqual(["a", "b"]);
  });

  it.each([
    ["&lt;a&gt; &amp; &quot;b&apos;", `<a> & "b'`],
    ["&#65;&#x42;&#x1F600;", "AB😀"],
    ["&amp;lt;", "&lt;"],
    ["&unknown; &#x110000;", "&unknown; &#x110000;"],
  ])("reads %s as text", (written, text) => {
    expect(xmlText(readXml(`<t>${written}</t>`), "t")).toBe(text);
  });

  it.each([
    ["<a><b></a></b>", "</a> at character 6 closes nothing."],
    ["<a>", "<a> is not closed."],
    ["</a>", "</a> at character 0 closes nothing."],
    ["<!DOCTYPE a><a/>", "No XML at character 0."],
    ["<a><![CDATA[x]]></a>", "No XML at character 3."],
    ["<a", "No XML at character 0."],
  ])("refuses %s", (xml, says) => {
    expect(() => readXml(xml)).toThrow(says);
  });

  it("takes element names for names alone", () => {
    const root = readXml("<__proto__><x>1</x></__proto__>");
    expect(xmlText(root, "__proto__", "x")).toBe("1");
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
