import { jsonTokens } from "./json-tokens.ts";

/**
 * What is wrong with the names of members of a valid JSON text. JSON.parse keeps the last of two members of one name, so
 * a statement with two Effects would mean what its reader did not see; and `__proto__` is a name that readers drop.
 */
export function memberFaults(json: string): string[] {
  const faults: string[] = [];
  const open: (Set<string> | undefined)[] = [];
  let last = "";
  for (const { text } of jsonTokens(json)) {
    if (text === "{") open.push(new Set());
    else if (text === "[") open.push(undefined);
    else if (text === "}" || text === "]") open.pop();
    else if (text === ":") {
      const members = open.at(-1);
      const name = String(JSON.parse(last));
      if (members?.has(name)) faults.push(`${JSON.stringify(name)} stands twice in one object.`);
      if (name === "__proto__") faults.push('"__proto__" is no name of a member here.');
      members?.add(name);
    } else if (text !== ",") last = text;
  }
  return faults;
}
