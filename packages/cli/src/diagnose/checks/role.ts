import { parsePolicyDocument } from "@toolgate/iam";
import {
  enginePermissions,
  gatewayTrustPolicy,
  invokePermission,
  type MissingRolePermission,
  policyGranting,
  type RolePermission,
  type RoleStanding,
  roleFailureOf,
  tellMissing,
} from "@toolgate/server";
import { type Check, type Cure, fails, holds, skipped, unknown } from "../check.ts";
import { type Facts, type GatewayFact, knownValue, type RoleFact } from "../facts.ts";
import { shellJson, shellWord } from "../shell-text.ts";
import { withStatement } from "../with-statement.ts";
import { allowsRole } from "./functions.ts";

const known = "its role exists";
const trusted = "the role trusts the gateway";

/** The role, whom it trusts, and each permission on each resource. */
export function checkRole(facts: Facts): readonly Check[] {
  const { gateway, role } = facts;
  if (gateway.kind !== "known") return [skipped("role", known, "no gateway")];
  if (role.kind !== "known") return [unknown("role", known, role.why)];
  const wanted = permissionsOf(facts, gateway.value);
  const { standing } = role.value;
  if (standing.kind === "known") return ofKnown(facts, gateway.value, role.value, wanted);
  if (standing.kind === "unknown" && standing.trustedBecause !== undefined) {
    const evidence = `${standing.arn} is not known to this Toolgate, and trusted because ${standing.trustedBecause}`;
    return [holds("role", known, evidence)];
  }
  return [
    gone(facts, gateway.value, standing, wanted),
    skipped("role.trust", trusted, "no role"),
    ...wanted.map((permission) => skipped("role.permission", mayDo(permission), "no role")),
  ];
}

/** What the gateway does in its role: ask an engine that there is, invoke functions. */
function permissionsOf({ engine, targets }: Facts, gateway: GatewayFact): readonly RolePermission[] {
  const attached = engine.kind === "absent" ? undefined : gateway.engine;
  const lambdaArns = (knownValue(targets) ?? []).flatMap(({ lambdaArn }) => lambdaArn ?? []);
  return [
    ...enginePermissions({ arn: gateway.arn, policyEngine: attached }),
    ...[...new Set(lambdaArns)].map(invokePermission),
  ];
}

function ofKnown(
  facts: Facts,
  gateway: GatewayFact,
  role: RoleFact,
  wanted: readonly RolePermission[],
): readonly Check[] {
  const user = userOf(gateway);
  const now = facts.clock.serverNow;
  const sts = { action: "sts:AssumeRole", resource: gateway.roleArn };
  // Something must be wanted for the trust to be looked at.
  const missing = roleFailureOf(role.standing, user, [...wanted, sts], now)?.missing ?? [];
  const byFunction = (one: RolePermission) => allowsRole(facts, one.resource, gateway.roleArn);
  const lacking = missing.filter(
    (one) => one.why !== "not-trusted" && wanted.some(isSame(one)) && !byFunction(one),
  );
  return [
    holds("role", known, gateway.roleArn),
    checkTrust(
      facts,
      gateway,
      role,
      missing.find(({ why }) => why === "not-trusted"),
    ),
    ...wanted.map((permission) => {
      const found = lacking.find(isSame(permission));
      if (found !== undefined) return lacks(facts, gateway, role, found, lacking);
      if (role.boundaryArn === undefined) return holds("role.permission", mayDo(permission));
      const why = `its policies allow it; its permissions boundary ${role.boundaryArn} is not looked at`;
      return unknown("role.permission", mayDo(permission), why);
    }),
  ];
}

function checkTrust(
  { place, clock }: Facts,
  gateway: GatewayFact,
  { standing, trustText = "" }: RoleFact,
  missing: MissingRolePermission | undefined,
): Check {
  if (missing === undefined) return holds("role.trust", trusted);
  const roleName = nameOf(gateway.roleArn);
  const document = withStatement(trustText, gatewayTrustPolicy(userOf(gateway)));
  const isEnough = trusts(standing, gateway, document, clock.serverNow);
  const cure: Cure = {
    say: isEnough
      ? `Add the gateway's statement to the trust policy of ${roleName}; what it has stays.`
      : `Take the Deny out of the trust policy of ${roleName}: it wins over every Allow.`,
    paste: document,
    ...(isEnough
      ? {
          command: `aws iam update-assume-role-policy --role-name ${shellWord(roleName)} --policy-document ${shellJson(document)}${place.awsOptions}`,
          mend: { kind: "update-trust", roleName, document },
        }
      : {}),
  };
  const cause = `The gateway's role ${gateway.roleArn} does not trust the gateway: ${missing.detail}.`;
  return fails("role.trust", trusted, { evidence: missing.detail, cause, cures: [cure] });
}

function trusts(standing: RoleStanding, gateway: GatewayFact, document: string, now: number): boolean {
  const parsed = parsePolicyDocument(document);
  if (!parsed.ok || standing.kind !== "known") return false;
  const mended = { ...standing, role: { ...standing.role, trust: parsed.document } };
  const asked = { action: "sts:AssumeRole", resource: gateway.roleArn };
  const missing = roleFailureOf(mended, userOf(gateway), [asked], now)?.missing ?? [];
  return !missing.some(({ why }) => why === "not-trusted");
}

function lacks(
  { place }: Facts,
  { roleArn }: GatewayFact,
  { inlineNames }: RoleFact,
  missing: MissingRolePermission,
  all: readonly MissingRolePermission[],
): Check {
  const { why } = missing;
  const group = all.filter((one) => one.why === why);
  const roleName = nameOf(roleArn);
  const evidence = missing.detail;
  const cause = tellMissing(roleArn, group);
  if (why === "explicitly-denied") {
    const say = `Narrow or remove the statement that denies it: a Deny wins over every Allow. It was somebody's decision, so --fix leaves it.`;
    const command = `aws iam list-role-policies --role-name ${shellWord(roleName)}${place.awsOptions}`;
    return fails("role.permission", mayDo(missing), { evidence, cause, cures: [{ say, command }] });
  }
  const document = policyGranting(group);
  const policyName = freeName(inlineNames);
  const cure: Cure = {
    say: `Add this policy to the role ${roleName}.`,
    paste: document,
    command: `aws iam put-role-policy --role-name ${shellWord(roleName)} --policy-name ${policyName} --policy-document ${shellJson(document)}${place.awsOptions}`,
    mend: { kind: "put-role-policy", roleName, policyName, document },
  };
  return fails("role.permission", mayDo(missing), { evidence, cause, cures: [cure] });
}

function gone(
  { place }: Facts,
  gateway: GatewayFact,
  { kind }: RoleStanding,
  wanted: readonly RolePermission[],
): Check {
  const { roleArn } = gateway;
  const happened =
    kind === "deleted" ? "was deleted" : "is not known to this Toolgate, which trusts no such roles";
  const trust = gatewayTrustPolicy(userOf(gateway));
  const permissions = wanted.length === 0 ? undefined : policyGranting(wanted);
  const roleName = nameOf(roleArn);
  const path = roleArn.slice(roleArn.indexOf(":role") + 5, roleArn.length - roleName.length);
  const make = `aws iam create-role --role-name ${shellWord(roleName)} --path ${shellWord(path)} --assume-role-policy-document ${shellJson(trust)}${place.awsOptions}`;
  const grant =
    permissions === undefined
      ? ""
      : ` && aws iam put-role-policy --role-name ${shellWord(roleName)} --policy-name ${freeName([])} --policy-document ${shellJson(permissions)}${place.awsOptions}`;
  const cure: Cure = {
    say: `Create the role ${roleName} again with what the gateway needs; or name another role with UpdateGateway.`,
    paste: [
      `Trust policy:\n${trust}`,
      ...(permissions === undefined ? [] : [`Permissions:\n${permissions}`]),
    ].join("\n"),
    command: `${make}${grant}`,
    mend: { kind: "create-role", roleName, path, trust, policyName: freeName([]), permissions },
  };
  return fails("role", known, {
    evidence: `${roleArn} ${happened}`,
    cause: `The gateway's role ${roleArn} ${happened}.`,
    cures: [cure],
  });
}

/** Short enough for a line: the service is that of gateways, and the place is the gateway's own. */
const mayDo = ({ action, resource }: RolePermission) =>
  `the role may ${action.replace(/^bedrock-agentcore:/, "")} on ${resource.split(":").slice(5).join(":")}`;

const isSame = (one: RolePermission) => (other: RolePermission) =>
  one.action === other.action && one.resource === other.resource;

const userOf = ({ arn }: GatewayFact) => {
  const [, , , region = "", accountId = ""] = arn.split(":");
  return { arn, region, accountId };
};

const nameOf = (roleArn: string) => roleArn.split("/").at(-1) ?? roleArn;

/** PutRolePolicy replaces a policy of the same name. */
function freeName(taken: readonly string[]): string {
  const base = "GatewayPermissions";
  const name = (number: number): string => {
    const candidate = number === 1 ? base : `${base}${number}`;
    return taken.includes(candidate) ? name(number + 1) : candidate;
  };
  return name(1);
}
