import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { settingsFromEnvironment } from "./settings-from-environment.ts";

const noEndpoints = {
  control: undefined,
  cognito: undefined,
  iam: undefined,
  sts: undefined,
  logs: undefined,
  lambda: undefined,
};

describe("the environment's settings", () => {
  it(verifies("typescript.environment", "are those the AWS SDKs read"), () => {
    const environment = {
      AWS_ENDPOINT_URL: "http://127.0.0.1:4100",
      AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL: "http://127.0.0.1:4101",
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: "http://127.0.0.1:4102",
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: "http://127.0.0.1:4103",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-2",
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "token",
      AWS_MAX_ATTEMPTS: "5",
    };
    expect(settingsFromEnvironment(environment)).toEqual({
      region: "eu-west-1",
      endpoint: "http://127.0.0.1:4100",
      endpoints: {
        ...noEndpoints,
        control: "http://127.0.0.1:4101",
        cognito: "http://127.0.0.1:4102",
        logs: "http://127.0.0.1:4103",
      },
      credentials: { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "token" },
      maxAttempts: 5,
    });
  });

  it("are none where nothing is set, or set to nothing", () => {
    const nothing = {
      region: undefined,
      endpoint: undefined,
      endpoints: noEndpoints,
      credentials: undefined,
      maxAttempts: undefined,
    };
    expect(settingsFromEnvironment({})).toEqual(nothing);
    expect(settingsFromEnvironment({ AWS_ENDPOINT_URL: "", AWS_REGION: "", AWS_ACCESS_KEY_ID: "" })).toEqual(
      nothing,
    );
  });

  it("leave addresses out where AWS_IGNORE_CONFIGURED_ENDPOINT_URLS says so", () => {
    const environment = {
      AWS_ENDPOINT_URL: "http://127.0.0.1:4100",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "TRUE",
    };
    expect(settingsFromEnvironment(environment).endpoint).toBeUndefined();
  });

  it.each([
    [{ AWS_ACCESS_KEY_ID: "AKID" }, "AWS_SECRET_ACCESS_KEY is not set"],
    [{ AWS_SECRET_ACCESS_KEY: "secret" }, "AWS_ACCESS_KEY_ID is not set"],
  ])("with half a key are refused", (environment, says) => {
    expect(() => settingsFromEnvironment(environment)).toThrow(says);
  });
});
