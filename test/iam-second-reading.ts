/**
 * A second reading of policy documents, from IAM's user guide and apart from packages/iam: straight from the JSON,
 * wildcards as regular expressions, one statement after the other. What cannot be said is put in as a doubt: once taken
 * for the better and once for the worse.
 */

interface WrittenStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface WrittenDocument {
  readonly Version?: string;
  readonly Statement: readonly WrittenStatement[];
}

export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** The outcome by all documents: any Deny in doubt denies, only an Allow without doubt allows. */
export function secondReading(documents: readonly WrittenDocument[], asked: Asked) {
  const applies = (effect: string, doubt: boolean) =>
    documents.some(({ Version, Statement }) =>
      Statement.some(
        (statement) =>
          statement.Effect === effect && fitsStatement(statement, Version === "2012-10-17", asked, doubt),
      ),
    );
  if (applies("Deny", true)) return "explicitDeny";
  return applies("Allow", false) ? "allowed" : "implicitDeny";
}

function fitsStatement(
  statement: WrittenStatement,
  variables: boolean,
  asked: Asked,
  doubt: boolean,
): boolean {
  const action = (pattern: string) => expression(pattern, false, asked, "i")?.test(asked.action) === true;
  if (statement.Action && !statement.Action.some(action)) return false;
  if (statement.NotAction?.some(action)) return false;
  const resource = (pattern: string) => resourceExpression(pattern, variables, asked)?.test(asked.resource);
  if (statement.Resource && !statement.Resource.some((pattern) => resource(pattern) === true)) return false;
  if (statement.NotResource) {
    const answers = statement.NotResource.map(resource);
    if (answers.includes(true)) return false;
    if (answers.includes(undefined) && !doubt) return false;
  }
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, wanted] of Object.entries(keys)) {
      if (!holds(operator, valuesOf(asked, key), wanted, variables, asked, doubt)) return false;
    }
  }
  return true;
}

function valuesOf(asked: Asked, key: string): readonly string[] {
  return Object.entries(asked.context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1] ?? [];
}

function expression(pattern: string, variables: boolean, asked: Asked, flags = ""): RegExp | undefined {
  let missing = false;
  const source = pattern.replace(
    variables ? /\$\{([^}]*)\}|\*|\?|[^*?$]+|\$/g : /(\*)|\?|[^*?]+/g,
    (piece, inside) => {
      if (piece === "*") return ".*";
      if (piece === "?") return ".";
      if (!piece.startsWith("${") || !variables) return quoted(piece);
      if (["*", "?", "$"].includes(inside)) return quoted(inside);
      const [name = "", fallback] = inside.split(/\s*,\s*/);
      const values = valuesOf(asked, name);
      const value = values.length === 1 ? values[0] : fallback?.slice(1, -1);
      if (value === undefined) missing = true;
      return quoted(value ?? "");
    },
  );
  return missing ? undefined : new RegExp(`^${source}$`, `su${flags}`);
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** In the first five parts an asterisk stops at colons, save one that ends its part. */
function resourceExpression(pattern: string, variables: boolean, asked: Asked): RegExp | undefined {
  const found = /^([^:]*:[^:]*:[^:]*:[^:]*:[^:]*):(.*)$/s.exec(pattern);
  if (!found) return expression(pattern, variables, asked);
  const head = (found[1] ?? "")
    .split(":")
    .map((part) => quoted(part).replace(/\\\*$/, ".*").replaceAll("\\*", "[^:]*").replaceAll("\\?", "[^:]"))
    .join(":");
  const tail = expression(found[2] ?? "", variables, asked);
  return tail && new RegExp(`^${head}:${tail.source.slice(1)}`, "su");
}

function holds(
  operator: string,
  given: readonly string[],
  wanted: readonly string[],
  variables: boolean,
  asked: Asked,
  doubt: boolean,
): boolean {
  const set = /^For(All|Any)Values?:/.exec(operator)?.[1];
  const ifExists = operator.endsWith("IfExists");
  const name = operator.replace(/^.*:/, "").replace(/IfExists$/, "");
  if (name === "Null") return wanted.some((value) => (value === "true") === (given.length === 0));
  const negated = /Not/.test(name);
  const compare = comparisons[name.replace("Not", "")];
  if (compare === undefined) return doubt;
  if (given.length === 0) {
    if (set === "Any") return ifExists && doubt;
    return ifExists || set === "All" || negated;
  }
  const one = (value: string) => {
    const answers = wanted.map((pattern) => compare(value, pattern, variables, asked));
    if (negated) return !answers.some((answer) => answer ?? !doubt);
    return answers.some((answer) => answer ?? (/^(String|Arn)/.test(name) ? false : doubt));
  };
  const nothing = given.every((value) => value === "");
  if (set === "All") return nothing || given.every(one);
  if (set === "Any") return !nothing && given.some(one);
  return given.every(one) || (given.some(one) && doubt);
}

type Compare = (given: string, wanted: string, variables: boolean, asked: Asked) => boolean | undefined;

const numbers =
  (holdsFor: (given: number, wanted: number) => boolean): Compare =>
  (given, wanted) =>
    [given, wanted].every((text) => /^-?[0-9.]+$/.test(text))
      ? holdsFor(Number(given), Number(wanted))
      : undefined;

const seconds = (text: string) => (/^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const dates =
  (holdsFor: (given: number, wanted: number) => boolean): Compare =>
  (given, wanted) =>
    [given, wanted].every((text) => !Number.isNaN(seconds(text)))
      ? holdsFor(seconds(given), seconds(wanted))
      : undefined;

const literal = (text: string) => text.replaceAll("*", "\u0001").replaceAll("?", "\u0002");

/** Wildcards are characters here, apart from those in braces, which stand for themselves already. */
const plain =
  (flags: string): Compare =>
  (given, wanted, variables, asked) => {
    const kept = variables ? wanted.replaceAll("${*}", "\u0001").replaceAll("${?}", "\u0002") : wanted;
    return expression(literal(kept), variables, asked, flags)?.test(literal(given));
  };

const arn: Compare = (given, wanted, variables, asked) => {
  const parts = (text: string) => /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s.exec(text)?.slice(1);
  const actual = parts(given);
  if (actual?.[0] !== "arn") return false;
  if (wanted === "*") return true;
  const answers = parts(wanted)?.map((part, at) =>
    expression(part, variables, asked)?.test(actual[at] ?? ""),
  );
  if (answers === undefined) return false;
  return answers.includes(undefined) ? undefined : answers.every((answer) => answer === true);
};

const bits = (address: string) => {
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(address)) return undefined;
  return address.split(".").reduce((all, part) => all + Number(part).toString(2).padStart(8, "0"), "");
};

const comparisons: Readonly<Record<string, Compare>> = {
  StringEquals: plain(""),
  StringEqualsIgnoreCase: plain("i"),
  StringLike: (given, wanted, variables, asked) => expression(wanted, variables, asked)?.test(given),
  NumericEquals: numbers((given, wanted) => given === wanted),
  NumericLessThan: numbers((given, wanted) => given < wanted),
  NumericLessThanEquals: numbers((given, wanted) => given <= wanted),
  NumericGreaterThan: numbers((given, wanted) => given > wanted),
  NumericGreaterThanEquals: numbers((given, wanted) => given >= wanted),
  DateEquals: dates((given, wanted) => given === wanted),
  DateLessThan: dates((given, wanted) => given < wanted),
  DateLessThanEquals: dates((given, wanted) => given <= wanted),
  DateGreaterThan: dates((given, wanted) => given > wanted),
  DateGreaterThanEquals: dates((given, wanted) => given >= wanted),
  Bool: (given, wanted) =>
    [given, wanted].every((text) => text === "true" || text === "false") ? given === wanted : undefined,
  IpAddress: (given, wanted) => {
    const [base = "", length = "32"] = wanted.split("/");
    const [from, address] = [bits(base), bits(given)];
    return from && address ? address.startsWith(from.slice(0, Number(length))) : undefined;
  },
  ArnEquals: arn,
  ArnLike: arn,
};
