import { describe, expect, it } from "vitest";
import { endpointOf, isLoopback } from "./endpoint-of.ts";
import type { ServiceName } from "./services.ts";
import { type ClientSettings, connectionOf } from "./settings.ts";

describe("a service is reached", () => {
  it.each<{ service: ServiceName; settings: ClientSettings; url: string; signingRegion: string }>([
    {
      service: "control",
      settings: {},
      url: "https://bedrock-agentcore-control.us-west-2.amazonaws.com/",
      signingRegion: "us-west-2",
    },
    {
      service: "cognito",
      settings: { region: "cn-north-1" },
      url: "https://cognito-idp.cn-north-1.amazonaws.com.cn/",
      signingRegion: "cn-north-1",
    },
    {
      service: "iam",
      settings: { region: "eu-central-1" },
      url: "https://iam.amazonaws.com/",
      signingRegion: "us-east-1",
    },
    {
      service: "iam",
      settings: { region: "us-gov-east-1" },
      url: "https://iam.us-gov.amazonaws.com/",
      signingRegion: "us-gov-west-1",
    },
    {
      service: "iam",
      settings: { region: "cn-northwest-1" },
      url: "https://iam.cn-north-1.amazonaws.com.cn/",
      signingRegion: "cn-north-1",
    },
    {
      service: "logs",
      settings: { endpoint: "http://127.0.0.1:4100" },
      url: "http://127.0.0.1:4100/",
      signingRegion: "us-west-2",
    },
    {
      service: "lambda",
      settings: {
        endpoint: "http://127.0.0.1:4100",
        endpoints: { lambda: "https://functions.example/base" },
      },
      url: "https://functions.example/base",
      signingRegion: "us-west-2",
    },
  ])("$service at $url, signed for $signingRegion", ({ service, settings, url, signingRegion }) => {
    const endpoint = endpointOf(service, connectionOf(settings));
    expect([endpoint.url.href, endpoint.signingRegion]).toEqual([url, signingRegion]);
  });

  it.each([
    { endpoint: "127.0.0.1:4100", says: "'127.0.0.1:4100' is no http or https address" },
    { endpoint: "file:///etc/passwd", says: "'file:///etc/passwd' is no http or https address" },
    { endpoint: "http://127.0.0.1/?x=1", says: "is no http or https address" },
    { endpoint: "http://user:secret@127.0.0.1", says: "The endpoint has a user name or password in it" },
  ])("never at $endpoint", ({ endpoint, says }) => {
    expect(() => endpointOf("control", connectionOf({ endpoint }))).toThrow(says);
  });

  it("says what is wrong with a user name in the address without repeating it", () => {
    const connection = connectionOf({ endpoint: "http://user:secret@127.0.0.1" });
    expect(() => endpointOf("control", connection)).toThrow(/^((?!secret).)*$/);
  });

  it.each([
    ["http://127.0.0.1:4100", true],
    ["http://127.9.9.9", true],
    ["http://localhost", true],
    ["http://[::1]:4100", true],
    ["http://127.0.0.1.example.com", false],
    ["http://localhost.example.com", false],
    ["http://0.0.0.0", false],
    ["https://iam.amazonaws.com", false],
  ])("%s is on this machine: %s", (address, expected) => {
    expect(isLoopback(new URL(address))).toBe(expected);
  });
});

describe("settings", () => {
  it.each<[ClientSettings, string]>([
    [{ region: "us-west-2.evil.example/" }, "region is 'us-west-2.evil.example/', which is no AWS Region"],
    [{ maxAttempts: 0 }, "maxAttempts is 0; give a whole number from 1 to 20."],
    [{ timeoutMs: Number.NaN }, "timeoutMs is NaN; give a whole number from 1 to 3600000."],
    [{ pollMs: 0.5 }, "pollMs is 0.5; give a whole number from 1 to 3600000."],
  ])("%o are refused by name", (settings, says) => {
    expect(() => connectionOf(settings)).toThrow(says);
  });
});
