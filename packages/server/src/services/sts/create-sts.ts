import { z } from "zod";
import { notActedOn, sessionName, text, wholeNumber } from "../iam/iam-inputs.ts";
import { type AwsService, serviceOperation } from "../service.ts";
import { type AssumeParts, assumeRole } from "./assume-role.ts";
import { whoCalls } from "./who-calls.ts";

const unread = notActedOn("ignoring it would grant more than was asked for; leave it out");

/** STS. Source: AWS STS API reference, 2011-06-15. */
export function createSts(parts: AssumeParts): AwsService {
  return {
    name: "sts",
    protocol: {
      kind: "query",
      version: "2011-06-15",
      namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    },
    invalidInput: "ValidationError",
    operations: {
      GetCallerIdentity: serviceOperation(z.strictObject({}), async (_, call) => {
        const { userId, arn } = await whoCalls(parts, call);
        return { UserId: userId, Account: parts.accountId, Arn: arn };
      }),
      AssumeRole: serviceOperation(
        z.strictObject({
          RoleArn: text(20, 2_048),
          RoleSessionName: sessionName,
          DurationSeconds: wholeNumber(900, 43_200).default(3_600),
          ExternalId: text(2, 1_224, /[\w+=,.@:/-]*/).optional(),
          Policy: unread,
          PolicyArns: unread,
          Tags: unread,
          TransitiveTagKeys: unread,
          SourceIdentity: unread,
          SerialNumber: unread,
          TokenCode: unread,
          ProvidedContexts: unread,
          MinimumSessionTokenSize: notActedOn("all tokens here have 200 characters; leave it out"),
        }),
        (input, call) => assumeRole(parts, input, call),
      ),
    },
  };
}
