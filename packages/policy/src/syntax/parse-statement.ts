/** One policy, from its annotations to its semicolon. Source: Cedar language guide, "Grammar", Policy. */
import type { Annotation, Condition, Policy } from "./ast.ts";
import { didYouMean } from "./did-you-mean.ts";
import { failAfterExpression } from "./fail-after-expression.ts";
import { failAtDogwood } from "./fail-at-dogwood.ts";
import { parseString } from "./parse-names.ts";
import { parseScope } from "./parse-scope.ts";
import type { Parsing } from "./parsing.ts";
import { SyntaxFailure } from "./syntax-problem.ts";

/** The policy it stands on; the comments are those of the text from `firstComment` to the policy's end. */
export function parseStatement(p: Parsing, firstComment: number): Policy {
  const { start } = p;
  const annotations = parseAnnotations(p);
  const effect = parseEffect(p);
  const { principal, action, resource } = parseScope(p);
  const conditions: Condition[] = [];
  while (p.at("identifier")) conditions.push(parseCondition(p));
  if (!p.at(";")) failAtEnd(p);
  const comments = p.comments.slice(firstComment);
  p.advance();
  const span = { start, end: p.previousEnd };
  return { effect, annotations, principal, action, resource, conditions, comments, span };
}

function parseAnnotations(p: Parsing): readonly Annotation[] {
  const annotations: Annotation[] = [];
  const names = new Set<string>();
  while (p.at("@")) {
    const annotation = parseAnnotation(p);
    const { name, span } = annotation;
    if (names.has(name))
      p.fail(`The annotation \`@${name}\` is there twice`, "Remove one of the two", span.start, span.end);
    names.add(name);
    annotations.push(annotation);
  }
  return annotations;
}

function parseAnnotation(p: Parsing): Annotation {
  const { start } = p;
  p.advance();
  if (!p.at("identifier"))
    p.failExpecting("the name of an annotation after `@`", 'An annotation is written @name("text")');
  const { name } = p;
  p.advance();
  if (!p.takes("(")) return { name, value: "", bare: true, span: { start, end: p.previousEnd } };
  const value = parseString(p, "the annotation's text in quotes");
  p.expect(")", "`)` after the annotation");
  return { name, value, bare: false, span: { start, end: p.previousEnd } };
}

function parseEffect(p: Parsing): Policy["effect"] {
  const effect = p.name;
  if (effect !== "permit" && effect !== "forbid") {
    if (dogwoodWords.has(effect)) failAtDogwood(p, p.name, p.start, p.end);
    const help =
      (p.at("identifier")
        ? (synonyms.get(effect.toLowerCase()) ?? didYouMean(effect, effects))
        : undefined) ?? (p.at(";") ? "One semicolon ends a policy; remove this one" : undefined);
    p.failExpecting(
      "`permit` or `forbid`",
      help ?? "A policy reads permit(principal, action, resource) when { … };",
    );
  }
  p.advance();
  return effect;
}

const effects = ["permit", "forbid"];

/** Words of Dogwood, AWS's second language, that stand where Cedar has none. */
const dogwoodWords: ReadonlySet<string> = new Set(["temporal", "guardrails", "suppressOutput"]);

const synonyms: ReadonlyMap<string, string> = new Map([
  ["allow", "Cedar's word is `permit`"],
  ["deny", "Cedar's word is `forbid`"],
  ["block", "Cedar's word is `forbid`"],
]);

function parseCondition(p: Parsing): Condition {
  const { start, name: kind } = p;
  if (kind !== "when" && kind !== "unless") failAtEnd(p);
  p.advance();
  if (dogwoodWords.has(p.name)) failAtDogwood(p, p.name, p.start, p.end);
  if (!p.takes("{")) p.failExpecting(`\`{\` after \`${kind}\``, `Put the condition in braces: ${kind} { … }`);
  if (p.at("}"))
    p.fail(`\`${kind}\` without a condition`, `Write the condition between { and }, or remove \`${kind}\``);
  const body = p.expression();
  if (!p.at("}")) failAfterExpression(p, `\`}\` after the condition`);
  p.advance();
  return { kind, body, span: { start, end: p.previousEnd } };
}

/** Fails where neither a condition nor the semicolon follows; at another policy, that one is read on. */
function failAtEnd(p: Parsing): never {
  const wanted = "`when`, `unless` or `;`";
  if (p.at("@") || effects.includes(p.name)) {
    const at = { start: p.previousEnd, end: p.previousEnd };
    const message = `Expected ${wanted}, found another policy`;
    throw new SyntaxFailure({ message, help: "End the policy before it with `;`", ...at }, true);
  }
  if (p.at("end")) p.failExpecting(wanted, "End the policy with `;`");
  if (p.at("identifier")) {
    const meant = synonymOfWhen.get(p.name.toLowerCase()) ?? didYouMean(p.name, ["when", "unless"]);
    p.failExpecting(wanted, meant);
  }
  if (p.at("{")) p.failExpecting(wanted, "A condition begins with `when` or `unless`");
  if (p.at("&&") || p.at("||"))
    p.failExpecting(
      wanted,
      "Conditions of one policy must all hold; write them one after another, or join them inside one { … }",
    );
  p.failExpecting(wanted);
}

const synonymOfWhen: ReadonlyMap<string, string> = new Map([
  ["if", "Cedar's word is `when`"],
  ["where", "Cedar's word is `when`"],
  ["except", "Cedar's word is `unless`"],
]);
