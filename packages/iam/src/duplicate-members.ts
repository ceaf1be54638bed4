const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/**
 * The names that stand twice in one object of a valid JSON text. JSON.parse keeps the last and forgets the others, so a
 * statement with two Effects would mean what its reader did not see.
 */
export function duplicateMembers(json: string): string[] {
  const duplicates: string[] = [];
  const open: (Set<string> | undefined)[] = [];
  let text = "";
  for (const [found] of json.matchAll(token)) {
    if (found === "{") open.push(new Set());
    else if (found === "[") open.push(undefined);
    else if (found === "}" || found === "]") open.pop();
    else if (found === ":") {
      const members = open.at(-1);
      const name: unknown = JSON.parse(text);
      if (typeof name === "string" && members?.has(name)) duplicates.push(name);
      if (typeof name === "string") members?.add(name);
    } else if (found !== ",") text = found;
  }
  return duplicates;
}
