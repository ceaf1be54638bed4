import { afterEach, describe, expect, it, vi } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { main } from "./main.ts";

afterEach(() => vi.restoreAllMocks());

describe("mistakes on the command line", () => {
  it.each([
    [["serve", "--prot", "1"], "toolgate serve: there is no option --prot. See: npx toolgate serve --help\n"],
    [["serve", "--port"], "toolgate serve: --port has no value. See: npx toolgate serve --help\n"],
    [["status", "now"], 'toolgate status: "now" belongs to no option. See: npx toolgate status --help\n'],
    [
      ["keys", "delete"],
      "toolgate keys delete: ACCESS_KEY_ID is missing. See: npx toolgate keys delete --help\n",
    ],
    [
      ["policy", "assert"],
      "toolgate policy assert: FILE is missing. See: npx toolgate policy assert --help\n",
    ],
    [
      ["status", "--url", "nonsense"],
      "toolgate: --url nonsense: not an address; one looks like http://127.0.0.1:4100\n",
    ],
    [["records", "--limit", "0"], "toolgate: --limit 0: it is a whole number from 1 to 1000.\n"],
  ])(verifies("cli.mistakes", "%j is refused"), async (argv, message) => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(await main(argv)).toBe(2);
    expect(said.mock.calls.map(([text]) => text).join("")).toBe(message);
  });
});
