import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const tools = [
  {
    action: "Desk___approve_expense",
    properties: { amount: { type: "integer" }, ownerId: { type: "string" } },
  },
  { action: "Desk___delete_report", properties: { reportId: { type: "string" } } },
  { action: "Desk___archive_report", properties: { reportId: { type: "string" } } },
];
const approve = (amount: number, role: string): SentenceCall => [
  "Desk___approve_expense",
  { amount, ownerId: "o1" },
  { role, username: "u1" },
];
const remove = (role: string): SentenceCall => ["Desk___delete_report", { reportId: "r1" }, { role }];
const store = (role: string): SentenceCall => ["Desk___archive_report", { reportId: "r1" }, { role }];
/** Managers approving 50 and 900, interns approving 50 and 900, managers and interns deleting, managers and interns archiving. */
const calls = [
  approve(50, "manager"),
  approve(900, "manager"),
  approve(50, "intern"),
  approve(900, "intern"),
  remove("manager"),
  remove("intern"),
  store("manager"),
  store("intern"),
];

describe("who does what, without may", () => {
  it.each([
    ["Managers approve expenses.", "AADDDDDD"],
    ["The manager approves expenses under $100.", "ADDDDDDD"],
    ["Users with role manager approve expenses.", "AADDDDDD"],
    ["Role manager deletes reports.", "DDDDADDD"],
    ["Only managers delete reports.", "DDDDADDD"],
    ["Managers alone may delete reports.", "DDDDADDD"],
    ["Managers delete and archive reports.", "DDDDADAD"],
    ["Reports are deleted by role manager.", "DDDDADDD"],
    ["Reports are archived or deleted by managers only.", "DDDDADAD"],
    ["Whoever holds role manager may delete reports.", "DDDDADDD"],
    ["Whosoever has role manager is hereby authorized to delete reports.", "DDDDADDD"],
    ["Those who have role manager are free to delete reports.", "DDDDADDD"],
    ["Managers have the right to delete reports.", "DDDDADDD"],
    ["Managers may also delete reports.", "DDDDADDD"],
    ["It shall be possible for managers to delete reports.", "DDDDADDD"],
    ["Deleting reports is possible for managers.", "DDDDADDD"],
    ["You may delete reports.", "DDDDAADD"],
    ["If you have role manager, you may delete reports.", "DDDDADDD"],
    ["Managers as well as interns may delete reports.", "DDDDAADD"],
    ["Make sure that managers can delete reports.", "DDDDADDD"],
    ["It is the policy that managers may delete reports.", "DDDDADDD"],
    ["We allow our managers to delete reports.", "DDDDADDD"],
    ["The gateway shall only allow managers to delete reports.", "DDDDADDD"],
    ["Deleting reports is for role manager only.", "DDDDADDD"],
    ["Deleting reports is up to managers.", "DDDDADDD"],
    ["Everyone deletes reports.", "DDDDAADD"],
    ["Reports are deleted or archived by role manager.", "DDDDADAD"],
    ["Deleting of reports is done by role manager.", "DDDDADDD"],
    ["Role manager is allowed everything except approving expenses.", "DDDDADAD"],
    // what is not certain
    ["Deleting reports is for bosses.", "refused"],
    ["Deleting reports is for emergencies.", "refused"],
    ["The system may delete reports.", "refused"],
    ["Users delete reports.", "refused"],
    ["People approve expenses.", "refused"],
    ["Manager reports.", "refused"],
    ["Manager transfers under $100.", "refused"],
    ["Managers approved expenses.", "refused"],
    ["Managers must approve expenses.", "refused"],
    ["Managers have to delete reports.", "refused"],
    ["Managers do not have to delete reports.", "refused"],
    ["Managers may not always delete reports.", "refused"],
    ["Completely finished reports may be deleted by managers.", "refused"],
    ["Reports are deleted by managers and archived.", "refused"],
    ["Bosses approve expenses.", "refused"],
    ["Managers approve small expenses.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("ways to say that something is not allowed", () => {
  it.each([
    ["Interns do not delete reports.", "AAAAADAA"],
    ["Interns never ever delete reports.", "AAAAADAA"],
    ["Interns mustn't delete reports.", "AAAAADAA"],
    ["Interns have no permission to delete reports.", "AAAAADAA"],
    ["Interns do not have permission to delete reports.", "AAAAADAA"],
    ["No intern may delete reports.", "AAAAADAA"],
    ["No user with role intern is permitted to delete reports.", "AAAAADAA"],
    ["Nobody deletes reports.", "AAAADDAA"],
    ["No one except users with role manager deletes reports.", "AAAAADAA"],
    ["Reports are deleted by no one except users with role manager.", "AAAAADAA"],
    ["Reports may not be deleted by anyone save role manager.", "AAAAADAA"],
    ["Reports may not be deleted by anyone but role manager.", "AAAAADAA"],
    ["Reports are never to be deleted.", "AAAADDAA"],
    ["Reports aren't deleted.", "AAAADDAA"],
    ["Reports are never deleted by interns.", "AAAAADAA"],
    ["Reports must only be deleted by managers.", "AAAAADAA"],
    ["Reports have to be deleted by managers.", "AAAAADAA"],
    ["Deleting reports is off limits for interns.", "AAAAADAA"],
    ["Deleting reports is out of the question.", "AAAADDAA"],
    ["Deleting reports is taboo for interns.", "AAAAADAA"],
    ["It is verboten to delete reports.", "AAAADDAA"],
    ["It is not possible for interns to delete reports.", "AAAAADAA"],
    ["Deleting reports is not OK for interns.", "AAAAADAA"],
    ["Deleting reports is strictly prohibited in all cases.", "AAAADDAA"],
    ["Deleting reports is to be rejected by the gateway.", "AAAADDAA"],
    ["Deleting reports gets blocked.", "AAAADDAA"],
    ["Deleting reports has to be refused for users with role intern.", "AAAAADAA"],
    ["Deleting reports is a matter for role manager alone.", "AAAAADAA"],
    ["Approving expenses over $500 is not accepted.", "ADADAAAA"],
    ["Approving expenses is under no circumstances allowed for interns.", "AADDAAAA"],
    ["Delete reports never ever.", "AAAADDAA"],
    ["Interns delete reports never.", "AAAAADAA"],
    ["No approving of expenses if the amount is over 500.", "ADADAAAA"],
    ["Amounts above 500 must not get through approve_expense.", "ADADAAAA"],
    ["An amount above 500 must lead to a denial of approve_expense.", "ADADAAAA"],
    ["An amount above 500 results in rejection of approve_expense.", "ADADAAAA"],
    ["Reports may not be deleted by any principal other than one with role manager.", "AAAAADAA"],
    ["Under no circumstances may interns delete reports.", "AAAAADAA"],
    ["Never can interns delete reports.", "AAAAADAA"],
    ["Interns should not be deleting reports.", "AAAAADAA"],
    ["Interns must refrain from deleting reports.", "AAAAADAA"],
    ["Interns have no business deleting reports.", "AAAAADAA"],
    ["Interns are kept from deleting reports.", "AAAAADAA"],
    ["Interns: no deleting of reports.", "AAAAADAA"],
    ["None of our interns may delete reports.", "AAAAADAA"],
    ["There shall be no deleting of reports by role intern.", "AAAAADAA"],
    ["Deleting reports is not for interns.", "AAAAADAA"],
    ["We do not allow interns to delete reports.", "AAAAADAA"],
    ["The system must block interns from deleting reports.", "AAAAADAA"],
    ["Ensure that nobody but managers deletes reports.", "AAAAADAA"],
    ["The system must not block interns from deleting reports.", "refused"],
    // two denials, and what does not say that it is denied
    ["Deleting reports is not off limits for interns.", "refused"],
    ["Deleting reports is never forbidden.", "refused"],
    ["No intern may not delete reports.", "refused"],
    ["Deleting reports is not strictly forbidden.", "refused"],
    ["Deleting reports is not always allowed.", "refused"],
    ["Deleting reports is not only allowed for managers.", "refused"],
    ["Reports need not be deleted.", "refused"],
    ["Interns do not need to delete reports.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
