import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { translate } from "./translate.ts";
import { vocabularyOf } from "./vocabulary.ts";

const text = { type: "string" };
const vocabulary = vocabularyOf(
  [
    {
      action: "Desk___book_room",
      description: "Book a room",
      inputSchema: {
        type: "object",
        properties: { guestId: text, nights: { type: "integer" }, district: text, kind: text },
        required: ["guestId", "nights"],
      },
    },
    {
      action: "Desk___read_file",
      description: "Read a file",
      inputSchema: {
        type: "object",
        properties: { patientId: text, tenantId: text },
        required: ["patientId"],
      },
    },
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/desk" },
);

/** The conditions of the policies, shortened: `role=x` for the claim and its value in a list or alone. */
function conditions(sentence: string): string {
  return translate(sentence, vocabulary)
    .map(({ result }) => {
      if (result.kind !== "policy") return result.kind;
      return result.statement
        .slice(result.statement.indexOf("\n)") + 2)
        .replaceAll(/\s+/g, " ")
        .replaceAll(/ \|\| principal\.getTag\("[^"]+"\) like "\[\*\\"[^\]]*\]"/g, "")
        .replaceAll(/principal\.hasTag\("[^"]+"\) && /g, "")
        .replaceAll(/principal\.getTag\("([^"]+)"\)/g, "$1")
        .replaceAll("context.input.", "")
        .replaceAll(/\((\S+ == \S+)\)/g, "$1")
        .replace(/^ (when|unless) \{ (.*) \};$/, "$1 $2")
        .trim();
    })
    .join("; ");
}

describe("callers in people's own words", () => {
  it.each([
    ["Night porters (role night-porter) may book rooms.", 'when role == "night-porter"'],
    ["The head of the front desk (role desk-head) may book rooms.", 'when role == "desk-head"'],
    ["Allow night porters (role night-porter) to book rooms.", 'when role == "night-porter"'],
    ["On-call doctors (claim oncall is yes) may book rooms.", 'when oncall == "yes"'],
    ['The robot, user "bookings-bot", may book rooms.', 'when username == "bookings-bot"'],
    ["The assistant, username helper-1, can book rooms.", 'when username == "helper-1"'],
    ["The service account helper-1 may book rooms.", 'when username == "helper-1"'],
    ["booking bot (user helper-1) can book rooms", 'when username == "helper-1"'],
    ["Rooms may be booked by user id d-7 (sub claim d-7).", 'when sub == "d-7"'],
    ["Nurse practitioners with role np may book rooms.", 'when role == "np"'],
    ["Only field technicians with role field-tech can book rooms.", 'when role == "field-tech"'],
    ['Users at site "Oslo" (claim site) may book rooms.', 'when site == "Oslo"'],
    [
      "Users with employment type intern (claim employment_type) may book rooms.",
      'when employment_type == "intern"',
    ],
    ["Rooms can be booked by everyone in the household (group family).", 'when groups == "family"'],
    ['Each user that has the claim "desk" with value "fx" may book rooms.', 'when desk == "fx"'],
    ["Users with the claim desk equal to fx may book rooms.", 'when desk == "fx"'],
    ['Users with the claim desk set to "fx" may book rooms.', 'when desk == "fx"'],
    ["Users with cost_center CC-1 may book rooms.", 'when cost_center == "CC-1"'],
    ["Users with an @acme.com email address may book rooms.", 'when email like "*@acme.com"'],
    ["Users whose username starts with svc- may book rooms.", 'when username like "svc-*"'],
    ["Users with neither role x1 nor role x2 may book rooms.", 'when !((role == "x1") || (role == "x2"))'],
    [
      "Users with role clerk but not in group interns may book rooms.",
      'when (role == "clerk") && !((groups == "interns"))',
    ],
    ["Managers and users with role clerk may book rooms.", 'when ((role == "manager") || (role == "clerk"))'],
    [
      "Block interns and users with role temp from booking rooms.",
      'when ((role == "intern") || (role == "temp"))',
    ],
    ["Booking rooms requires the caller to be in group desk.", 'unless groups == "desk"'],
    [
      "Users with role clerk, or members of group desk, may book rooms.",
      'when ((role == "clerk") || (groups == "desk"))',
    ],
    [
      "Users with role clerk or in group desk may book rooms.",
      'when ((role == "clerk") || (groups == "desk"))',
    ],
    [
      "Block clerks, interns and temps (roles clerk, intern, temp) from booking rooms.",
      'when (role == "clerk" || role == "intern" || role == "temp")',
    ],
    ["Users outside group desk cannot book rooms.", 'when !(groups == "desk")'],
    ["Users who are not managers may not book rooms.", 'when !(role == "manager")'],
    ["A room may be booked by any authenticated user.", ";"],
    ["Night porters [role: night-porter] may book rooms.", 'when role == "night-porter"'],
    ["Night porters, who have the role night-porter, may book rooms.", 'when role == "night-porter"'],
    ["The night porters, whose role is night-porter, may book rooms.", 'when role == "night-porter"'],
    ["The night porters (they have the role porter) may book rooms.", 'when role == "porter"'],
    ["The user h.lind (that is the username) may book rooms.", 'when username == "h.lind"'],
    [
      "Only ana, tom and li (those are usernames) may book rooms.",
      'when (username == "ana" || username == "tom" || username == "li")',
    ],
    ["Ana and Tom (usernames ana, tom) may book rooms.", 'when (username == "ana" || username == "tom")'],
    ["night-porter (a role) may book rooms.", 'when role == "night-porter"'],
    ['Users with role in ["clerk", "porter"] may book rooms.', 'when (role == "clerk" || role == "porter")'],
    [
      "Users with both role clerk and group desk may book rooms.",
      'when (role == "clerk") && (groups == "desk")',
    ],
  ])(verifies("authoring.callers", "%s"), (sentence, expected) => {
    expect(conditions(sentence)).toBe(expected);
  });

  it.each([
    "Senior porters (role porter) may book rooms.",
    "Verified guests with role guest may book rooms.",
    "Premium guests (role guest) may book rooms.",
    "Night porters may book rooms.",
    "Senior porters, who have the role porter, may book rooms.",
    "Porters and guests (role) may book rooms.",
    "Porters (role) may book rooms.",
    "ana and tom (username) may book rooms.",
    "Allow rooms (region EU) to be booked.",
    "Allow booking rooms for orders (tier gold).",
  ])(verifies("authoring.callers", "%s: refused, since a word would be lost"), (sentence) => {
    expect(conditions(sentence)).toBe("refused");
  });
});

describe("people behind the tools", () => {
  const people = vocabularyOf(
    [
      {
        action: "Hub___send_mail",
        description: "Send mail",
        inputSchema: { type: "object", properties: { to: text, subject: text } },
      },
      {
        action: "Hub___add_member",
        description: "Add a member",
        inputSchema: { type: "object", properties: { memberId: text } },
      },
      { action: "Hub___search_users", description: "Search for users", inputSchema: { type: "object" } },
      { action: "Hub___reset_password", description: "Reset a password", inputSchema: { type: "object" } },
      { action: "Hub___lend_book", description: "Lend a book", inputSchema: { type: "object" } },
      { action: "Hub___return_book", description: "Take back a book", inputSchema: { type: "object" } },
    ],
    { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/hub" },
  );
  it.each([
    "Allow sending mail to managers.",
    "Block sending mail to users with role ceo.",
    "Managers may send mail to clerks.",
    "Managers may add members as admin.",
    "Allow adding members as admin.",
    "Allow managers to search for users with role nurse.",
    "Nobody may search for users with role nurse.",
    "Block searching for users with role nurse.",
    "Allow everyone to reset passwords for users with role guest.",
    "Clerks may lend books to users with role reader.",
  ])(verifies("authoring.callers", "%s: those who are acted on are no callers"), (sentence) => {
    const kinds = translate(sentence, people).map(({ result }) => result.kind);
    expect(kinds).toEqual(["refused"]);
  });

  it.each([
    ["Sending mail is restricted to managers.", "manager"],
    ["Grant sending mail to managers.", "manager"],
    ["Allow password resets by managers.", "manager"],
    ["Allow lending and returning books, to managers.", "manager"],
  ])(verifies("authoring.callers", "%s: callers"), (sentence, role) => {
    const [fragment, ...more] = translate(sentence, people);
    expect(more).toEqual([]);
    expect(fragment?.result).toMatchObject({
      kind: "policy",
      intermediate: { who: { kind: "users", condition: { claim: "role", values: [role] } } },
    });
  });
});

describe("sentences as policies are read back", () => {
  it.each([
    [
      'Allow users whose username is one of "a1" or "b1" and with role "x1" to use Desk___book_room.',
      'when ((username == "a1" || username == "b1")) && (role == "x1")',
    ],
    [
      'Allow users with role "x1" and whose email ends with "@x.com" to use Desk___book_room.',
      'when (role == "x1") && email like "*@x.com"',
    ],
    ['Allow users with site "Oslo" to use Desk___book_room.', 'when site == "Oslo"'],
    [
      "Allow users to use Desk___book_room when the guestId is equal to the caller's guest.",
      "when guest == guestId",
    ],
    [
      "Block users from calling Desk___book_room unless the caller's badge is provided.",
      'unless principal.hasTag("badge")',
    ],
    ['Block users from using Desk___book_room when the caller\'s badge is not "4".', 'when !badge == "4"'],
  ])(verifies("authoring.callers", "%s"), (sentence, expected) => {
    expect(conditions(sentence)).toBe(expected);
  });

  it(verifies("authoring.callers", "any tool of a target is all of its tools"), () => {
    const [fragment] = translate("Block everyone from using any tool of Desk.", vocabulary);
    expect(fragment?.result).toMatchObject({ intermediate: { tools: { kind: "target", target: "Desk" } } });
  });
});

describe("a caller's own records", () => {
  const guest = "when guest_id == guestId";
  it.each([
    ["Users can book rooms for themselves (guestId equals username).", "when username == guestId"],
    ["A user can book rooms for himself only, the guestId being his guest_id claim.", guest],
    ["Guests can book their own rooms (guestId = guest_id).", guest],
    ["Rooms may be booked by guests for themselves: guestId is their guest_id.", guest],
    ["Guests may book their own rooms, that is guestId equals their guest_id.", guest],
    ["Guests can book only their own rooms, meaning the guestId equals the guest_id claim.", guest],
    ["Guests may book rooms if their guest_id claim is the guestId.", guest],
    ["Users whose guest_id claim equals guestId may book rooms for that guest.", guest],
    ["Guests may book rooms when their guest_id claim matches the guest ID.", guest],
    ["Users with a guest_id claim matching the guestId argument can book rooms.", guest],
    ["Guests may book rooms when guestId must equal sub.", "when sub == guestId"],
    [
      "Users may book rooms in their own district (district claim equals district).",
      "when district && district == district",
    ],
    ["You may book a room when the guestId equals your guest claim.", "when guest == guestId"],
    ["Users may book rooms unless their guest_id claim is not the guestId.", "unless !guest_id == guestId"],
  ])(verifies("authoring.own", "%s"), (sentence, expected) => {
    expect(conditions(sentence).replace("context.input has district && ", "")).toBe(
      expected
        .replace("district && district == district", "context.input has district && district == district")
        .replace("context.input has district && ", ""),
    );
  });

  it.each([
    "Users may read their own files when tenantId equals their tenant.",
    "Users whose desk_id claim equals deskId may book rooms.",
    "Users may book rooms for their own company.",
  ])(verifies("authoring.own", "%s: refused"), (sentence) => {
    expect(conditions(sentence)).toBe("refused");
  });
});
