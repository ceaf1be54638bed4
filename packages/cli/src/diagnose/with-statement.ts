/** The policy document with the statements of another in it, as JSON text; Sids that stand there already get a number. */
export function withStatement(document: string, more: string): string {
  const before = statementsOf(document);
  const taken = new Set(before.map(({ Sid }) => Sid));
  const added = statementsOf(more).map((statement) => {
    let sid = statement.Sid;
    for (let number = 2; sid !== undefined && taken.has(sid); number += 1)
      sid = `${String(statement.Sid)}${number}`;
    return sid === undefined ? statement : { ...statement, Sid: sid };
  });
  return JSON.stringify({ Version: "2012-10-17", Statement: [...before, ...added] }, undefined, 2);
}

type Statement = { readonly Sid?: unknown };

function statementsOf(document: string): readonly Statement[] {
  const parsed: unknown = document === "" ? {} : JSON.parse(document);
  const statement =
    typeof parsed === "object" && parsed !== null && "Statement" in parsed ? parsed.Statement : [];
  const all: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  return all.filter((one) => typeof one === "object" && one !== null);
}
