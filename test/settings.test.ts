import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog, readConfig, startToolgate } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toolgate } from "./run-command.ts";
import { verifies } from "./verifies.ts";

/** Settings that cannot be used, and the sentence their writer reads. */

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toolgate-settings-"));
  file = join(folder, "toolgate.yaml");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function refusal(yaml: string): string {
  writeFileSync(file, yaml);
  try {
    readConfig({ file });
  } catch (error) {
    return (error as Error).message.replaceAll(file, "toolgate.yaml");
  }
  return "";
}

describe("a toolgate.yaml that cannot be used", () => {
  it.each([
    ["pot: 4100", 'toolgate.yaml: there is no setting "pot"; did you mean port?'],
    ["port: 99999", "toolgate.yaml: port: must be a whole number from 0 to 65535, and 99999 is not."],
    ["port: abc", 'toolgate.yaml: port: must be a whole number from 0 to 65535, and "abc" is not.'],
    ["strictAws: yes", 'toolgate.yaml: strictAws: must be true or false, and "yes" is not.'],
    ["region: us", 'toolgate.yaml: region: must be a region such as us-west-2, and "us" is not.'],
    [
      "publicUrl: x",
      'toolgate.yaml: publicUrl: must be a URL such as https://tools.example.com, and "x" is not.',
    ],
    [
      "otlpEndpoint: https://me:hunter2@collector.example.com",
      "toolgate.yaml: otlpEndpoint: must be a URL without user name and password; send those by OTEL_EXPORTER_OTLP_HEADERS.",
    ],
    ["denialWording: 2025", 'toolgate.yaml: denialWording: must be one of 2025-12, 2026, and "2025" is not.'],
    [
      "allowOrigin: http://localhost:6274/",
      'toolgate.yaml: allowOrigin: "http://localhost:6274/" is not what browsers send as the origin; write http://localhost:6274.',
    ],
    [
      "allowOrigin: ['*']",
      'toolgate.yaml: allowOrigin: "*" would let in more than one origin; name each, such as http://localhost:6274.',
    ],
    [
      "allowOrigin: 6274",
      "toolgate.yaml: allowOrigin: must be origins of web pages such as http://localhost:6274, and 6274 is not.",
    ],
    ["just text", '--config toolgate.yaml: it must hold settings, one "name: value" a line.'],
    ["- a list", '--config toolgate.yaml: it must hold settings, one "name: value" a line.'],
  ])(
    verifies("settings.errors", "%j is answered with what is wrong and what would be right"),
    (yaml, message) => {
      expect(refusal(yaml)).toBe(message);
    },
  );

  it(verifies("settings.errors", "text that is no YAML is answered with the place"), () => {
    expect(refusal("port: [1")).toMatch(/^--config toolgate\.yaml: not YAML \(.*line 1/s);
  });

  it.each([
    [
      "functions: [{ name: orders, module: ./oders.mjs }]",
      'functions.0.module: there is no file FOLDER/oders.mjs, which the function "orders" is to run. Relative paths start from the configuration file\'s folder.',
    ],
    [
      "functions: [{ name: orders, command: [a] }, { name: orders, command: [b] }]",
      'functions: "orders" is registered twice; keep one of the two.',
    ],
    [
      "functions: [{ module: ./a.mjs }]",
      'functions.0: a function is registered by "name" or by "arn": exactly one of them.',
    ],
    ["records: { claims: sub }", "records.claims: must be true, false or a list of claim names."],
  ])(verifies("settings.errors", "%j is refused before the server starts"), async (yaml, message) => {
    writeFileSync(file, yaml);
    const config = readConfig({ file, flags: { port: 0, data: join(folder, "data"), logLevel: "silent" } });
    const { name, text } = await startToolgate(config, createLog("silent")).then(
      () => expect.unreachable("it should not start"),
      (error: Error) => ({ name: error.name, text: error.message.replaceAll(folder, "FOLDER") }),
    );
    expect(text).toBe(message);
    expect(name).toBe("ConfigError");
  });
});

describe("where settings come from", () => {
  it(verifies("settings.order", "an option outranks the environment, which outranks the file"), () => {
    writeFileSync(file, "port: 1\nregion: eu-west-1\naccount: 210987654321\ndenialWording: 2026\n");
    const config = readConfig({
      file,
      environment: { TOOLGATE_PORT: "2", TOOLGATE_REGION: "eu-west-2", TOOLGATE_STRICT_AWS: "1" },
      flags: { port: "3" },
    });
    expect(config).toMatchObject({
      port: 3,
      region: "eu-west-2",
      account: "210987654321",
      denialWording: "2026",
      strictAws: true,
      data: ".toolgate",
      baseFolder: folder,
    });
  });

  it(verifies("pages.setting", "origins come as a list, as text with commas, or by an option each"), () => {
    writeFileSync(file, "allowOrigin: [http://localhost:1, https://a.example]\n");
    expect(readConfig({ file }).allowOrigin).toEqual(["http://localhost:1", "https://a.example"]);
    writeFileSync(file, "allowOrigin: http://localhost:1\n");
    expect(readConfig({ file }).allowOrigin).toEqual(["http://localhost:1"]);
    const environment = { TOOLGATE_ALLOW_ORIGIN: "http://localhost:2, http://localhost:3" };
    expect(readConfig({ file, environment }).allowOrigin).toEqual([
      "http://localhost:2",
      "http://localhost:3",
    ]);
    expect(readConfig({ flags: { allowOrigin: "http://localhost:4" } }).allowOrigin).toEqual([
      "http://localhost:4",
    ]);
    const many = Array.from({ length: 101 }, (_, port) => `http://localhost:${port + 1}`);
    expect(() => readConfig({ flags: { allowOrigin: many } })).toThrow(
      "--allow-origin: 101 origins are too many; at most 100.",
    );
  });

  it(
    verifies("pages.setting", "an option that is given twice counts twice, and a bad one is named"),
    async () => {
      const { code, stderr } = await toolgate(
        "serve",
        "--allow-origin",
        "https://a.example/x",
        "--allow-origin=nothing",
      );
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining(
          '--allow-origin: "https://a.example/x" is not what browsers send as the origin; write https://a.example.\n--allow-origin: "nothing" is not the origin of a web page; write one such as http://localhost:6274.',
        ),
      ]);
    },
  );

  it(verifies("settings.order", "what is wrong is told with where it came from"), () => {
    expect(() => readConfig({ environment: { TOOLGATE_PORT: "x" } })).toThrow(
      'TOOLGATE_PORT: must be a whole number from 0 to 65535, and "x" is not.',
    );
    expect(() => readConfig({ flags: { logLevel: "loud" } })).toThrow(
      "--log-level: must be one of fatal, error",
    );
  });
});
