/** User pools through AWS's own client. */
import {
  AddCustomAttributesCommand,
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteGroupCommand,
  DeleteResourceServerCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  GetGroupCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  paginateListGroups,
  paginateListResourceServers,
  paginateListUserPoolClients,
  paginateListUserPools,
  paginateListUsers,
  paginateListUsersInGroup,
  ResourceNotFoundException,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UpdateGroupCommand,
  UpdateResourceServerCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cognitoAt, goodPassword, newClient, newPool, newUser, secretHash, signIn } from "./cognito-pools.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;
let cognito: CognitoIdentityProviderClient;
let pool: string;

beforeAll(async () => {
  running = await runToolgate();
  cognito = cognitoAt(running);
  pool = await newPool(cognito);
});

afterAll(async () => {
  cognito.destroy();
  await running.close();
});

async function all<Page>(pages: AsyncIterable<Page>, rows: (page: Page) => readonly (string | undefined)[]) {
  const found: (string | undefined)[][] = [];
  for await (const page of pages) found.push([...rows(page)]);
  return found;
}

describe("a user pool", () => {
  it(verifies("cognito.operations", "is made, described, changed and deleted"), async () => {
    const { UserPool: made } = await cognito.send(
      new CreateUserPoolCommand({
        PoolName: "agentcore-gateway-refunds",
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        Schema: [{ Name: "role", AttributeDataType: "String", Mutable: true }],
        Policies: { PasswordPolicy: { MinimumLength: 12 } },
        UserPoolTags: { team: "blue" },
      }),
    );
    const UserPoolId = String(made?.Id);
    expect(UserPoolId).toMatch(/^us-west-2_[0-9A-Za-z]{9}$/);
    expect(made?.Arn).toBe(`arn:aws:cognito-idp:us-west-2:123456789012:userpool/${UserPoolId}`);
    expect(made?.CreationDate).toBeInstanceOf(Date);
    const { UserPool: described } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(described).toMatchObject({
      Name: "agentcore-gateway-refunds",
      MfaConfiguration: "OFF",
      DeletionProtection: "INACTIVE",
      EstimatedNumberOfUsers: 0,
      UserPoolTags: { team: "blue" },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UsernameConfiguration: { CaseSensitive: true },
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireUppercase: false } },
    });
    expect(described?.SchemaAttributes?.at(-1)).toMatchObject({ Name: "custom:role", Mutable: true });

    await cognito.send(
      new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: "ACTIVE", UserPoolTags: { team: "red" } }),
    );
    await cognito.send(
      new AddCustomAttributesCommand({
        UserPoolId,
        CustomAttributes: [{ Name: "level", AttributeDataType: "Number" }],
      }),
    );
    const { UserPool: changed } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(changed).toMatchObject({ Name: "agentcore-gateway-refunds", UserPoolTags: { team: "red" } });
    expect(changed?.SchemaAttributes?.at(-1)?.Name).toBe("custom:level");
    await expect(cognito.send(new DeleteUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining("deletion protection is activated"),
    });
    await cognito.send(new UpdateUserPoolCommand({ UserPoolId }));
    await cognito.send(new DeleteUserPoolCommand({ UserPoolId }));
    await expect(cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).rejects.toThrow(
      ResourceNotFoundException,
    );
  });

  it(verifies("cognito.errors", "that is not there, or is another Region's, does not exist"), async () => {
    const gone = "us-west-2_abcdefghi";
    await expect(cognito.send(new DescribeUserPoolCommand({ UserPoolId: gone }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "User pool us-west-2_abcdefghi does not exist.",
    });
    const elsewhere = cognitoAt(running, "eu-central-1");
    await expect(elsewhere.send(new DescribeUserPoolCommand({ UserPoolId: pool }))).rejects.toThrow(
      ResourceNotFoundException,
    );
  });

  it(verifies("cognito.operations", "is listed in pages"), async () => {
    const other = cognitoAt(running, "eu-west-1");
    const ids = await Promise.all([1, 2, 3].map((index) => newPool(other, { PoolName: `p${index}` })));
    const pages = await all(
      paginateListUserPools({ client: other, pageSize: 2 }, { MaxResults: 2 }),
      ({ UserPools = [] }) => UserPools.map(({ Id }) => Id),
    );
    expect(pages.map(({ length }) => length)).toEqual([2, 1]);
    expect(pages.flat().toSorted()).toEqual(ids.toSorted());
  });

  it(verifies("cognito.operations", "has a domain, active at once, that no other pool has"), async () => {
    const [a, b] = await Promise.all([newPool(cognito), newPool(cognito)]);
    await cognito.send(new CreateUserPoolDomainCommand({ Domain: "agent-1a2b3c4d", UserPoolId: a }));
    const { DomainDescription } = await cognito.send(
      new DescribeUserPoolDomainCommand({ Domain: "agent-1a2b3c4d" }),
    );
    expect(DomainDescription).toMatchObject({
      Status: "ACTIVE",
      UserPoolId: a,
      AWSAccountId: "123456789012",
    });
    await expect(
      cognito.send(new CreateUserPoolDomainCommand({ Domain: "agent-1a2b3c4d", UserPoolId: b })),
    ).rejects.toThrow("Domain already associated with another user pool.");
    await expect(
      cognito.send(new CreateUserPoolDomainCommand({ Domain: "my-cognito-x", UserPoolId: b })),
    ).rejects.toThrow("Domain cannot contain reserved word: cognito");
    await expect(cognito.send(new DeleteUserPoolCommand({ UserPoolId: a }))).rejects.toThrow(
      "User pool cannot be deleted. It has a domain configured that should be deleted first.",
    );
    await cognito.send(new DeleteUserPoolDomainCommand({ Domain: "agent-1a2b3c4d", UserPoolId: a }));
    const gone = await cognito.send(new DescribeUserPoolDomainCommand({ Domain: "agent-1a2b3c4d" }));
    expect(gone.DomainDescription).toEqual({});
    await cognito.send(new CreateUserPoolDomainCommand({ Domain: "agent-1a2b3c4d", UserPoolId: b }));
  });

  it.each([
    ["MfaConfiguration", { MfaConfiguration: "ON" }],
    [
      "LambdaConfig.PreSignUp",
      { LambdaConfig: { PreSignUp: "arn:aws:lambda:us-west-2:123456789012:function:f" } },
    ],
    ["DeviceConfiguration", { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } }],
    ["UserPoolAddOns.AdvancedSecurityMode", { UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" } }],
    [
      "Policies.PasswordPolicy.PasswordHistorySize",
      { Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } },
    ],
  ] as const)(verifies("cognito.not-acted-on", "is refused with %s"), async (member, more) => {
    await expect(newPool(cognito, more as object)).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining(`'${member}'`),
    });
  });
});

describe("resource servers and clients", () => {
  it(
    verifies("cognito.operations", "are made, described, listed in pages, changed and deleted"),
    async () => {
      const UserPoolId = await newPool(cognito);
      const server = { UserPoolId, Identifier: "refund gateway/v1", Name: "Refunds" };
      const Scopes = [{ ScopeName: "invoke", ScopeDescription: "Call tools" }];
      await expect(
        cognito.send(new CreateResourceServerCommand({ ...server, Scopes })),
      ).rejects.toMatchObject({ name: "InvalidParameterException" });
      server.Identifier = "refunds/v1";
      await cognito.send(new CreateResourceServerCommand({ ...server, Scopes }));
      await expect(cognito.send(new CreateResourceServerCommand(server))).rejects.toThrow(
        `refunds/v1 already exists in user pool ${UserPoolId}.`,
      );
      await cognito.send(new CreateResourceServerCommand({ ...server, Identifier: "other" }));
      await cognito.send(new UpdateResourceServerCommand({ ...server, Name: "Refunds 2", Scopes }));
      const { ResourceServer } = await cognito.send(new DescribeResourceServerCommand(server));
      expect(ResourceServer).toEqual({ ...server, Name: "Refunds 2", Scopes });
      const servers = await all(
        paginateListResourceServers({ client: cognito, pageSize: 1 }, { UserPoolId }),
        ({ ResourceServers = [] }) => ResourceServers.map(({ Identifier }) => Identifier),
      );
      expect(servers).toEqual([["other"], ["refunds/v1"]]);

      const { UserPoolClient: machine } = await cognito.send(
        new CreateUserPoolClientCommand({
          UserPoolId,
          ClientName: "agent",
          GenerateSecret: true,
          AllowedOAuthFlows: ["client_credentials"],
          AllowedOAuthScopes: ["refunds/v1/invoke"],
          AllowedOAuthFlowsUserPoolClient: true,
        }),
      );
      expect(machine?.ClientId).toMatch(/^[a-z0-9]{26}$/);
      expect(machine?.ClientSecret).toMatch(/^[a-z0-9]{51}$/);
      const ClientId = String(machine?.ClientId);
      const described = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
      expect(described.UserPoolClient).toEqual(machine);
      const { UserPoolClient: changed } = await cognito.send(
        new UpdateUserPoolClientCommand({
          UserPoolId,
          ClientId,
          AccessTokenValidity: 10,
          TokenValidityUnits: { AccessToken: "minutes" },
        }),
      );
      expect(changed).toMatchObject({
        ClientName: "agent",
        ClientSecret: machine?.ClientSecret,
        AccessTokenValidity: 10,
        AllowedOAuthFlowsUserPoolClient: false,
      });
      const { id } = await newClient(cognito, UserPoolId);
      const clients = await all(
        paginateListUserPoolClients({ client: cognito, pageSize: 1 }, { UserPoolId }),
        ({ UserPoolClients = [] }) => UserPoolClients.map(({ ClientId: one }) => one),
      );
      expect(clients.flat().toSorted()).toEqual([ClientId, id].toSorted());
      await cognito.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));
      await expect(cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).rejects.toThrow(
        `User pool client ${ClientId} does not exist.`,
      );
      await cognito.send(new DeleteResourceServerCommand({ UserPoolId, Identifier: "other" }));
      await expect(
        cognito.send(new DescribeResourceServerCommand({ UserPoolId, Identifier: "other" })),
      ).rejects.toThrow(ResourceNotFoundException);
    },
  );

  const oauth = { AllowedOAuthFlowsUserPoolClient: true, CallbackURLs: ["https://app.example/cb"] };
  it.each([
    [
      "ScopeDoesNotExistException",
      { ...oauth, AllowedOAuthFlows: ["code"], AllowedOAuthScopes: ["gw/invoke"] },
    ],
    [
      "InvalidOAuthFlowException",
      { ...oauth, AllowedOAuthFlows: ["client_credentials"], AllowedOAuthScopes: ["openid"] },
    ],
    [
      "InvalidOAuthFlowException",
      {
        ...oauth,
        GenerateSecret: true,
        AllowedOAuthFlows: ["code", "client_credentials"],
        AllowedOAuthScopes: ["openid"],
      },
    ],
    ["InvalidOAuthFlowException", { AllowedOAuthFlowsUserPoolClient: true }],
    [
      "InvalidParameterException",
      { ...oauth, AllowedOAuthFlows: ["implicit"], AllowedOAuthScopes: ["openid"] },
    ],
    ["InvalidParameterException", { CallbackURLs: ["http://app.example/cb"] }],
    ["InvalidParameterException", { CallbackURLs: ["https://app.example/cb#x"] }],
    ["InvalidParameterException", { CallbackURLs: ["javascript:alert(1)"] }],
    ["InvalidParameterException", { AccessTokenValidity: 25 }],
    ["InvalidParameterException", { SupportedIdentityProviders: ["Google"] }],
    ["InvalidParameterException", { ReadAttributes: ["custom:nothing"] }],
    ["InvalidParameterException", { RefreshTokenRotation: { Feature: "ENABLED" } }],
  ] as const)(verifies("cognito.errors", "are refused with %s for %j"), async (name, more) => {
    const made = newClient(cognito, pool, more as object);
    await expect(made).rejects.toMatchObject({ name });
  });
});

describe("users and groups", () => {
  it(verifies("cognito.operations", "are made, found, listed, changed and deleted"), async () => {
    const UserPoolId = await newPool(cognito, { Schema: [{ Name: "role", AttributeDataType: "String" }] });
    for (const name of ["ana", "ben", "cleo"])
      await newUser(cognito, UserPoolId, name, { email: `${name}@example.com`, "custom:role": "manager" });
    const ana = { UserPoolId, Username: "ana" };
    await expect(cognito.send(new AdminCreateUserCommand(ana))).rejects.toThrow(UsernameExistsException);
    await cognito.send(
      new AdminUpdateUserAttributesCommand({ ...ana, UserAttributes: [{ Name: "name", Value: "Ana Lee" }] }),
    );
    await cognito.send(new AdminDeleteUserAttributesCommand({ ...ana, UserAttributeNames: ["custom:role"] }));
    const got = await cognito.send(new AdminGetUserCommand(ana));
    expect(got).toMatchObject({ Username: "ana", Enabled: true, UserStatus: "CONFIRMED" });
    expect(got.UserAttributes).toEqual([
      { Name: "sub", Value: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      { Name: "email", Value: "ana@example.com" },
      { Name: "name", Value: "Ana Lee" },
    ]);
    const pages = await all(
      paginateListUsers({ client: cognito, pageSize: 2 }, { UserPoolId }),
      ({ Users = [] }) => Users.map(({ Username }) => Username),
    );
    expect(pages).toEqual([["ana", "ben"], ["cleo"]]);
    const { Users } = await cognito.send(
      new ListUsersCommand({ UserPoolId, Filter: 'email ^= "b"', AttributesToGet: ["email"] }),
    );
    expect(Users).toMatchObject([
      { Username: "ben", Attributes: [{ Name: "email", Value: "ben@example.com" }] },
    ]);
    await cognito.send(new AdminDisableUserCommand(ana));
    expect((await cognito.send(new AdminGetUserCommand(ana))).Enabled).toBe(false);
    await cognito.send(new AdminEnableUserCommand(ana));

    for (const GroupName of ["admins", "finance"])
      await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName, Precedence: 5 }));
    await expect(
      cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: "admins" })),
    ).rejects.toMatchObject({
      name: "GroupExistsException",
    });
    await cognito.send(new UpdateGroupCommand({ UserPoolId, GroupName: "admins", Description: "All of it" }));
    const { Group } = await cognito.send(new GetGroupCommand({ UserPoolId, GroupName: "admins" }));
    expect(Group).toMatchObject({ Description: "All of it", Precedence: 5, UserPoolId });
    const groups = await all(
      paginateListGroups({ client: cognito, pageSize: 1 }, { UserPoolId }),
      ({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName),
    );
    expect(groups).toEqual([["admins"], ["finance"]]);
    for (const Username of ["ana", "ben"])
      await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: "admins" }));
    const members = await all(
      paginateListUsersInGroup({ client: cognito, pageSize: 1 }, { UserPoolId, GroupName: "admins" }),
      ({ Users: found = [] }) => found.map(({ Username }) => Username),
    );
    expect(members).toEqual([["ana"], ["ben"]]);
    await cognito.send(
      new AdminRemoveUserFromGroupCommand({ UserPoolId, Username: "ben", GroupName: "admins" }),
    );
    const groupsOf = async (Username: string) => {
      const { Groups = [] } = await cognito.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
      return Groups.map(({ GroupName }) => GroupName);
    };
    expect([await groupsOf("ana"), await groupsOf("ben")]).toEqual([["admins"], []]);
    await cognito.send(new DeleteGroupCommand({ UserPoolId, GroupName: "admins" }));
    expect(await groupsOf("ana")).toEqual([]);
    await cognito.send(new AdminDeleteUserCommand(ana));
    await expect(cognito.send(new AdminGetUserCommand(ana))).rejects.toMatchObject({
      name: "UserNotFoundException",
      message: "User does not exist.",
    });
  });

  it.each([
    [[{ Name: "custom:none", Value: "x" }], "custom:none: Attribute does not exist in the schema."],
    [[{ Name: "email", Value: "nobody" }], "Invalid email address format."],
    [[{ Name: "phone_number", Value: "0123" }], "Invalid phone number format."],
    [[{ Name: "sub", Value: "x" }], "Cannot modify the non-mutable attribute sub"],
    [[{ Name: "birthdate", Value: "1-1-1" }], "birthdate: String must be at least 10 characters long."],
  ])(verifies("cognito.errors", "are refused with the attributes %j"), async (UserAttributes, message) => {
    await expect(
      cognito.send(new AdminCreateUserCommand({ UserPoolId: pool, Username: "odd", UserAttributes })),
    ).rejects.toMatchObject({ name: "InvalidParameterException", message: expect.stringContaining(message) });
  });

  it(
    verifies("cognito.sign-in", "sign in by e-mail address where the pool's usernames are such"),
    async () => {
      const UserPoolId = await newPool(cognito, {
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
      });
      const { id } = await newClient(cognito, UserPoolId);
      await expect(newUser(cognito, UserPoolId, "ana")).rejects.toThrow("Username should be an email.");
      await newUser(cognito, UserPoolId, "Ana@example.com");
      const { access } = await signIn(cognito, id, "ana@EXAMPLE.com");
      const { sub, username } = decodeJwt(access);
      expect(username).toBe(sub);
      await expect(newUser(cognito, UserPoolId, "ana@example.com")).rejects.toThrow(UsernameExistsException);
      await cognito.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId,
          Username: "ana@example.com",
          UserAttributes: [{ Name: "email", Value: "lee@example.com" }],
        }),
      );
      await expect(signIn(cognito, id, "ana@example.com")).rejects.toMatchObject({
        name: "UserNotFoundException",
      });
      expect(decodeJwt((await signIn(cognito, id, "lee@example.com")).access).sub).toBe(sub);
    },
  );
});

describe("signing in", () => {
  it(
    verifies("cognito.passwords", "with a temporary password asks for a new one, which the policy judges"),
    async () => {
      const { id, secret } = await newClient(cognito, pool, { GenerateSecret: true });
      const UserPoolId = pool;
      const weak = { UserPoolId, Username: "temp", TemporaryPassword: "short" };
      await expect(cognito.send(new AdminCreateUserCommand(weak))).rejects.toMatchObject({
        name: "InvalidPasswordException",
        message: "Password did not conform with policy: Password not long enough",
      });
      await cognito.send(new AdminCreateUserCommand({ ...weak, TemporaryPassword: "Temporary-1" }));
      const SECRET_HASH = secretHash(secret, "temp", id);
      const started = await cognito.send(
        new AdminInitiateAuthCommand({
          UserPoolId,
          ClientId: id,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "temp", PASSWORD: "Temporary-1", SECRET_HASH },
        }),
      );
      expect(started.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
      expect(started.AuthenticationResult).toBeUndefined();
      expect(started.ChallengeParameters).toMatchObject({
        USER_ID_FOR_SRP: "temp",
        requiredAttributes: "[]",
      });
      const answer = (NEW_PASSWORD: string) =>
        cognito.send(
          new RespondToAuthChallengeCommand({
            ClientId: id,
            ChallengeName: "NEW_PASSWORD_REQUIRED",
            Session: started.Session,
            ChallengeResponses: {
              USERNAME: "temp",
              NEW_PASSWORD,
              SECRET_HASH,
              "userAttributes.name": "Temp",
            },
          }),
        );
      await expect(answer("alllowercase1-")).rejects.toMatchObject({ name: "InvalidPasswordException" });
      const { AuthenticationResult: tokens } = await answer(goodPassword);
      expect(tokens).toMatchObject({ TokenType: "Bearer", ExpiresIn: 3600 });
      expect(decodeJwt(String(tokens?.IdToken))).toMatchObject({ "cognito:username": "temp", name: "Temp" });
      await expect(answer("Another-Horse-2")).rejects.toMatchObject({
        name: "NotAuthorizedException",
        message: "Invalid session for the user.",
      });
      expect((await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: "temp" }))).UserStatus).toBe(
        "CONFIRMED",
      );
    },
  );

  it.each([
    [undefined, "is configured with secret but SECRET_HASH was not received"],
    ["AAAA", "SecretHash does not match for the client"],
  ])(verifies("cognito.secret-hash", "with the SECRET_HASH %s is refused"), async (hash, message) => {
    const { id, secret } = await newClient(cognito, pool, { GenerateSecret: true });
    const username = `hashed-${hash ?? "none"}`;
    await newUser(cognito, pool, username);
    const given: Record<string, string> = hash === undefined ? {} : { SECRET_HASH: hash };
    await expect(signIn(cognito, id, username, given)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: expect.stringContaining(message),
    });
    const right = { SECRET_HASH: secretHash(secret, username, id) };
    const { refresh } = await signIn(cognito, id, username, right);
    const again = (SECRET_HASH: string) =>
      cognito.send(
        new InitiateAuthCommand({
          AuthFlow: "REFRESH_TOKEN_AUTH",
          ClientId: id,
          AuthParameters: { REFRESH_TOKEN: refresh, SECRET_HASH },
        }),
      );
    expect((await again(right.SECRET_HASH)).AuthenticationResult?.AccessToken).toBeDefined();
    await expect(again("AAAA")).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it(verifies("cognito.errors", "is refused in Cognito's words"), async () => {
    const { id } = await newClient(cognito, pool);
    const { id: hiding } = await newClient(cognito, pool, { PreventUserExistenceErrors: "ENABLED" });
    const { id: bare } = await newClient(cognito, pool, { ExplicitAuthFlows: [] });
    await newUser(cognito, pool, "refused");
    const attempt = (ClientId: string, USERNAME: string, PASSWORD: string) =>
      cognito.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId,
          AuthParameters: { USERNAME, PASSWORD },
        }),
      );
    const wrong = { name: "NotAuthorizedException", message: "Incorrect username or password." };
    await expect(attempt(id, "refused", "Wrong-Horse-1")).rejects.toMatchObject(wrong);
    await expect(attempt(hiding, "nobody", goodPassword)).rejects.toMatchObject(wrong);
    await expect(attempt(id, "nobody", goodPassword)).rejects.toMatchObject({
      name: "UserNotFoundException",
      message: "User does not exist.",
    });
    await expect(attempt(bare, "refused", goodPassword)).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "USER_PASSWORD_AUTH flow not enabled for this client",
    });
    await expect(attempt("nosuchclient", "refused", goodPassword)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "User pool client nosuchclient does not exist.",
    });
    await cognito.send(new AdminDisableUserCommand({ UserPoolId: pool, Username: "refused" }));
    await expect(attempt(id, "refused", goodPassword)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "User is disabled.",
    });
  });

  it.each(["USER_SRP_AUTH", "CUSTOM_AUTH", "USER_AUTH"] as const)(
    verifies("cognito.not-acted-on", "by %s is refused by name"),
    async (AuthFlow) => {
      const { id } = await newClient(cognito, pool);
      await expect(
        cognito.send(new InitiateAuthCommand({ AuthFlow, ClientId: id, AuthParameters: { USERNAME: "x" } })),
      ).rejects.toMatchObject({
        name: "InvalidParameterException",
        message: expect.stringContaining(`The flow ${AuthFlow} is not built in Toolgate`),
      });
    },
  );

  it(verifies("cognito.passwords", "is locked after five wrong passwords, right one included"), async () => {
    const { id } = await newClient(cognito, pool);
    await newUser(cognito, pool, "guessed");
    const guess = (PASSWORD: string) =>
      cognito.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId: id,
          AuthParameters: { USERNAME: "guessed", PASSWORD },
        }),
      );
    const guesses = await Promise.allSettled(
      ["a", "b", "c", "d", "e", goodPassword].map((password) => guess(password)),
    );
    expect(guesses.map(({ status }) => status)).toEqual(Array(6).fill("rejected"));
    const said = guesses.map((one) => (one.status === "rejected" ? one.reason.message : ""));
    expect(said.filter((message) => message === "Password attempts exceeded")).toHaveLength(1);
  });

  it(
    verifies("cognito.sign-in", "goes on by refresh token, and ends by sign-out and by revocation"),
    async () => {
      const { id } = await newClient(cognito, pool);
      await newUser(cognito, pool, "leaving");
      const first = await signIn(cognito, id, "leaving");
      const second = await signIn(cognito, id, "leaving");
      const refresh = (REFRESH_TOKEN: string) =>
        cognito.send(
          new InitiateAuthCommand({
            AuthFlow: "REFRESH_TOKEN_AUTH",
            ClientId: id,
            AuthParameters: { REFRESH_TOKEN },
          }),
        );
      const { AuthenticationResult: renewed } = await refresh(first.refresh);
      expect(renewed?.RefreshToken).toBeUndefined();
      expect(decodeJwt(String(renewed?.AccessToken)).origin_jti).toBe(decodeJwt(first.access).origin_jti);
      const who = (AccessToken: string) => cognito.send(new GetUserCommand({ AccessToken }));
      expect((await who(String(renewed?.AccessToken))).Username).toBe("leaving");

      await cognito.send(new RevokeTokenCommand({ ClientId: id, Token: first.refresh }));
      const revoked = { name: "NotAuthorizedException", message: "Access Token has been revoked" };
      await expect(who(first.access)).rejects.toMatchObject(revoked);
      await expect(who(String(renewed?.AccessToken))).rejects.toMatchObject(revoked);
      await expect(refresh(first.refresh)).rejects.toThrow("Refresh Token has been revoked");
      expect((await who(second.access)).Username).toBe("leaving");

      await cognito.send(new GlobalSignOutCommand({ AccessToken: second.access }));
      await expect(who(second.access)).rejects.toMatchObject(revoked);
      await expect(refresh(second.refresh)).rejects.toThrow("Refresh Token has been revoked");
      const third = await signIn(cognito, id, "leaving");
      expect((await who(third.access)).Username).toBe("leaving");
      await expect(who(third.id)).rejects.toMatchObject({ message: "Invalid Access Token" });
      await expect(who(`${third.access}x`)).rejects.toMatchObject({ message: "Invalid Access Token" });
    },
  );

  it(
    verifies("cognito.sign-out", "of another client's or pool's refresh token does nothing for it"),
    async () => {
      const [a, b] = await Promise.all([newClient(cognito, pool), newClient(cognito, pool)]);
      await newUser(cognito, pool, "shared");
      const { refresh } = await signIn(cognito, a.id, "shared");
      const by = (ClientId: string) =>
        cognito.send(
          new InitiateAuthCommand({
            AuthFlow: "REFRESH_TOKEN_AUTH",
            ClientId,
            AuthParameters: { REFRESH_TOKEN: refresh },
          }),
        );
      await expect(by(b.id)).rejects.toMatchObject({ message: "Invalid Refresh Token" });
      await cognito.send(new RevokeTokenCommand({ ClientId: b.id, Token: refresh }));
      expect((await by(a.id)).AuthenticationResult?.AccessToken).toBeDefined();
    },
  );

  it(
    verifies("cognito.sign-in", "is for whoever signed up and was confirmed, and changed the password"),
    async () => {
      const { id } = await newClient(cognito, pool);
      const { UserConfirmed, UserSub } = await cognito.send(
        new SignUpCommand({ ClientId: id, Username: "new", Password: goodPassword }),
      );
      expect(UserConfirmed).toBe(false);
      await expect(signIn(cognito, id, "new")).rejects.toMatchObject({ name: "UserNotConfirmedException" });
      await cognito.send(new AdminConfirmSignUpCommand({ UserPoolId: pool, Username: "new" }));
      const { access } = await signIn(cognito, id, "new");
      expect(decodeJwt(access).sub).toBe(UserSub);
      await cognito.send(
        new ChangePasswordCommand({
          AccessToken: access,
          PreviousPassword: goodPassword,
          ProposedPassword: "Another-Horse-2",
        }),
      );
      await expect(signIn(cognito, id, "new")).rejects.toThrow("Incorrect username or password.");
      await cognito.send(
        new AdminSetUserPasswordCommand({
          UserPoolId: pool,
          Username: "new",
          Password: goodPassword,
          Permanent: true,
        }),
      );
      await signIn(cognito, id, "new");

      const closed = await newPool(cognito, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
      const { id: other } = await newClient(cognito, closed);
      await expect(
        cognito.send(new SignUpCommand({ ClientId: other, Username: "new", Password: goodPassword })),
      ).rejects.toThrow("SignUp is not permitted for this user pool");
    },
  );
});
