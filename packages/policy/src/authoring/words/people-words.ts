import { rolesNamed } from "../callers/claims.ts";
import { stem } from "./word-stem.ts";

/** Nouns for people that are no usual values of a claim; a claim beside them tells who is meant. */
const personNouns = new Set(
  (
    "customer client employee staff worker person guest patient traveler traveller passenger subscriber taxpayer resident buyer shopper " +
    "visitor member citizen seller driver agent rep borrower renter player rider host applicant practitioner principal broker holder " +
    "investigator professional personnel team crew colleague associate assistant officer bot service account desk office department " +
    "clinician technician operator engineer moderator volunteer parent kid child adult student pupil teacher tutor courier carrier " +
    "tenant donor candidate author creator streamer observer voter clerk trainee apprentice freelancer partner vendor reseller"
  )
    .split(" ")
    .map(stem),
);

/** Words for a line of work, which a claim beside them replaces. */
export const occupationWords: ReadonlySet<string> = new Set(
  (
    "service reception front-desk support finance field office sales media nurse medical customs billing data security operations it hr " +
    "legal procurement purchasing warehouse logistics shipping marketing accounts payroll claims risk compliance audit fraud ground flight " +
    "cabin kitchen ward hospital clinic lab laboratory research bank branch insurance tax customs border police fire rescue teaching " +
    "library museum gallery event facility facilities maintenance cleaning care help-desk helpdesk call-center call-centre network " +
    "database platform release incident fleet delivery pharmacy dental veterinary human resources account"
  ).split(" "),
);

/** Adjectives that narrow whom a noun means. */
export const restrictiveWords: ReadonlySet<string> = new Set(
  (
    "verified unverified senior junior external internal active inactive trusted untrusted certified uncertified licensed privileged suspended " +
    "authenticated unauthenticated registered temporary permanent remote local new former retired authorized unauthorized approved trained " +
    "off-duty vip full-time part-time other"
  ).split(" "),
);

/** Whether the noun names people, teams or programs that act. */
export function isPersonNoun(lower: string): boolean {
  return personNouns.has(stem(lower)) || rolesNamed(lower) !== undefined;
}
