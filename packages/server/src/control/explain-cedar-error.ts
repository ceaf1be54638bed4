/** Says where Cedar's error is and how to mend it, with text to paste. */
import type { CedarValidationError } from "@toolgate/policy";

/** What is wrong with a statement, where, and how to mend it. */
export interface ExplainedError {
  /** UTF-16 offset in the statement. */
  readonly start: number | undefined;
  readonly sentence: string;
  readonly cure: string | undefined;
}

/** Where it is, what is wrong, and how to mend it. */
export function explainedError(statement: string, error: CedarValidationError): ExplainedError {
  const cure = cureFor(statement, error) ?? helpOf(error);
  return {
    start: error.start,
    sentence: sentence(error.message),
    cure: cure === undefined ? undefined : sentence(cure),
  };
}

/** One paragraph: `Line 2, column 3: what is wrong. How to mend it.` Columns count UTF-16 code units from 1. */
function explainCedarError(statement: string, error: CedarValidationError): string {
  const explained = explainedError(statement, error);
  const where = explained.start === undefined ? "" : `${lineAndColumn(statement, explained.start)}: `;
  return `${where}${explained.sentence}${explained.cure === undefined ? "" : ` ${explained.cure}`}`;
}

/** More errors than these are not looked at, and no more text than this beside one of them: explaining is for people. */
const mostExplained = 5;
const mostErrors = 50;
const neighbourhood = 200;

/** Distinct explanations, at most five. */
export function explainCedarErrors(statement: string, errors: readonly CedarValidationError[]): string[] {
  const explained = errors.slice(0, mostErrors).map((error) => explainCedarError(statement, error));
  return [...new Set(explained)].slice(0, mostExplained);
}

function lineAndColumn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `Line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

function cureFor(statement: string, error: CedarValidationError): string | undefined {
  const { message, start = 0, end = start } = error;
  const text = statement.slice(start, end);

  const tag = /access to tag `("[^`]*")`/.exec(message)?.[1];
  if (tag !== undefined && text.endsWith(`.getTag(${tag})`)) {
    const holder = text.slice(0, -`.getTag(${tag})`.length);
    return `A caller may lack the claim, so ask first: ${holder}.hasTag(${tag}) && ${text} \u2026`;
  }

  const optional = /access to optional attribute `([^`]+)` in context for (.+)/.exec(message);
  if (optional?.[1] !== undefined) {
    return `The tool does not require it, so ask first: ${guarded(optional[1])} \u2026`;
  }

  const missing = /^attribute `(input\.[^`]+)` in context for (.+) not found/.exec(message);
  if (missing?.[1] !== undefined) {
    const hint = helpOf(error);
    const guard = `a policy for several tools asks first: ${guarded(missing[1])} \u2026`;
    return hint === undefined ? guard : `${sentence(hint)} If other tools have it, ${guard}`;
  }

  if (/saw decimal|and decimal are not|decimal and /.test(message)) return decimalCure(statement, start, end);

  if (/expected Set<.*> but saw String/.test(message) && text.includes(".getTag(")) {
    return 'Claims are strings, and a list claim is its JSON text: \u2026.getTag("groups") like "*\\"admin\\"*"';
  }

  return undefined;
}

function before(statement: string, offset: number): string {
  return statement.slice(Math.max(0, offset - neighbourhood), offset);
}

/** `input.order.total` as `context.input.order has total && context.input.order.total`. */
function guarded(path: string): string {
  const at = path.lastIndexOf(".");
  return `context.${path.slice(0, at)} has ${path.slice(at + 1)} && context.${path}`;
}

const comparisons = {
  "<": "lessThan",
  "<=": "lessThanOrEqual",
  ">": "greaterThan",
  ">=": "greaterThanOrEqual",
} as const;
const mirrored = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function decimalCure(statement: string, start: number, end: number): string {
  const text = statement.slice(start, end);
  const right = /^\s*(<=|>=|<|>)\s*(-?[0-9]+)/.exec(statement.slice(end, end + neighbourhood));
  const left = /(-?[0-9]+)\s*(<=|>=|<|>)\s*$/.exec(before(statement, start));
  const equal = text.length > neighbourhood ? null : /^(.+?)\s*(==|!=)\s*(-?[0-9]+)$/.exec(text);
  const number = right?.[2] ?? left?.[1] ?? equal?.[3] ?? "500";
  const literal = `decimal("${number}.0")`;
  if (equal) return `A "number" argument is a decimal: ${equal[1]} ${equal[2]} ${literal}`;
  const written = (right?.[1] ?? "<") as keyof typeof comparisons;
  const operator = left ? mirrored[left[2] as keyof typeof mirrored] : written;
  return `A "number" argument is a decimal and is compared by methods: ${text}.${comparisons[operator]}(${literal})`;
}

function helpOf({ help }: CedarValidationError): string | undefined {
  return help?.replace(/^for policy `[^`]*`, /, "");
}

function sentence(text: string): string {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!\u2026]$/.test(upper) ? upper : `${upper}.`;
}
