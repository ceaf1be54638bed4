import type { Vocabulary } from "../vocabulary.ts";
import { stem } from "../words/word-stem.ts";

const spoken: ReadonlyMap<string, string> = new Map([
  ["user name", "username"],
  ["username", "username"],
  ["usernames", "username"],
  ["role", "role"],
  ["scope", "scope"],
  ["scopes", "scope"],
  ["group", "groups"],
  ["groups", "groups"],
  ["department", "department"],
  ["departments", "department"],
  ["dept", "department"],
  ["tier", "tier"],
  ["tiers", "tier"],
  ["subscription tier", "tier"],
  ["email", "email"],
  ["e-mail", "email"],
  ["email address", "email"],
  ["team", "team"],
  ["subject", "sub"],
  ["client id", "client_id"],
  ["tenant", "tenant"],
  ["plan", "plan"],
  ["organization", "organization"],
  ["clearance", "clearance"],
  ["clearance level", "clearance"],
  ["job title", "title"],
]);

/** The claim that one or two words name, such as `groups` for "group". */
export function claimNamed(words: string, vocabulary: Vocabulary): string | undefined {
  const lower = words.toLowerCase();
  const exact = vocabulary.claims.find(
    (claim) => claim.toLowerCase() === lower || claim.toLowerCase().replaceAll(/[_-]/g, " ") === lower,
  );
  if (lower === "roles") return named("role", vocabulary);
  if (lower !== "role" && lower !== "group" && exact !== undefined) return named(exact, vocabulary);
  const known = spoken.get(lower);
  if (known !== undefined) return named(known, vocabulary);
  return exact;
}

/** Tokens of Amazon Cognito carry groups under a name of their own; where the gateway says so, that is what is meant. */
function named(claim: string, { claims }: Vocabulary): string {
  const own = claims.find((each) => each.toLowerCase() === `cognito:${claim}`);
  return own ?? claim;
}

const roles = new Set(
  (
    "manager director supervisor lead analyst auditor accountant engineer developer operator nurse doctor physician pharmacist surgeon " +
    "clinician adjuster clerk cashier teller trader broker underwriter reviewer approver editor author viewer contributor moderator " +
    "recruiter teacher student librarian technician dispatcher driver planner buyer controller officer executive specialist " +
    "coordinator representative consultant contractor intern admin administrator maintainer owner architect tester " +
    "scientist researcher therapist dentist receptionist secretary assistant attorney lawyer paralegal agent-supervisor " +
    "partner vendor supplier merchant treasurer cfo ceo cto vp superuser superadmin sre dba marketer seller salesperson " +
    "warehouse-manager clinician paramedic pilot inspector installer landlord tenant-admin instructor professor dean registrar " +
    "shipper volunteer host waiter chef cook bursar trainee guide coach trainer curator producer captain warden ranger groomer vet " +
    "veterinarian concierge housekeeper mechanic electrician chemist biologist economist statistician merchandiser photographer " +
    "journalist reporter publisher translator interpreter firefighter responder custodian guard bookkeeper actuary appraiser " +
    "assessor surveyor realtor steward purser navigator hygienist midwife radiologist paralegal clerk foreman"
  ).split(" "),
);
const tiers = new Set([
  "premium",
  "standard",
  "basic",
  "free",
  "gold",
  "silver",
  "bronze",
  "platinum",
  "enterprise",
  "pro",
  "trial",
]);

/** The values of the claim role for a noun that names people by what they do, such as "managers". */
export function rolesNamed(noun: string): readonly string[] | undefined {
  const lower = noun.toLowerCase();
  const one = [lower, lower.replace(/s$/, ""), lower.replace(/ies$/, "y"), lower.replace(/men$/, "man")].find(
    (form) => roles.has(form),
  );
  if (one === undefined) return undefined;
  return one === "admin" || one === "administrator" ? ["admin", "administrator"] : [one];
}

/** Whether "… users" speaks of the claim tier. */
export function isTier(word: string): boolean {
  return tiers.has(word);
}

/** Whether the word is one for any caller with a token. */
export function isUserNoun(word: string): boolean {
  return userNouns.has(stem(word));
}

const userNouns = new Set(
  ["user", "users", "people", "person", "account holder", "member", "human"].map(stem),
);
