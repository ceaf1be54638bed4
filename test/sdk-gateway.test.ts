import {
  CleanupError,
  GatewayClient,
  GatewayFailedError,
  GatewayTargetFailedError,
  InputError,
  ResourceNotFoundException,
  TokenError,
  ValidationException,
} from "@toolgate/sdk";
import { describe, expect, it } from "vitest";
import { type Answer, fakeServices, refusal } from "./fake-services.ts";
import { verifies } from "./verifies.ts";

const gatewayId = "refund-gateway-0123456789";
const gatewayArn = `arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/${gatewayId}`;
const engineArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/Refunds-0123456789";
const ownRole = "arn:aws:iam::123456789012:role/AgentCoreGatewayExecutionRole";
const otherRole = "arn:aws:iam::123456789012:role/RefundGatewayRole";
const at = `/gateways/${gatewayId}/`;

const gateway = (status: string, more = {}) => ({
  body: {
    gatewayId,
    gatewayArn,
    name: "refund-gateway",
    status,
    authorizerType: "CUSTOM_JWT",
    roleArn: otherRole,
    gatewayUrl: `http://127.0.0.1:4100/gateways/${gatewayId}/mcp`,
    ...more,
  },
});
const target = (status: string, more = {}) => ({
  body: { gatewayArn, targetId: "ABCDEFGHIJ", name: "RefundTarget", status, ...more },
});
const authorizerConfiguration = {
  customJWTAuthorizer: { discoveryUrl: "http://127.0.0.1:4100/idp/.well-known/openid-configuration" },
};
const gone = refusal("ResourceNotFoundException", 404, "There is none.");
const missing = { status: 400, body: { __type: "ResourceNotFoundException", message: "There is none." } };
const xml = (operation: string, inner: string) => ({
  body: `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${inner}</${operation}Result><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></${operation}Response>`,
});
const fault = (code: string, status: number) => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>The sentence.</Message></Error><RequestId>id</RequestId></ErrorResponse>`,
});
const identity = xml("GetCallerIdentity", "<Account>123456789012</Account>");
const role = xml("CreateRole", `<Role><Arn>${ownRole}</Arn></Role>`);
const put = { body: "<PutRolePolicyResponse><ResponseMetadata/></PutRolePolicyResponse>" };

const client = (answers: readonly Answer[], settings = {}) => {
  const fake = fakeServices(answers, settings);
  /** The form that the request at this place carried. */
  const form = (place: number) => Object.fromEntries(new URLSearchParams(fake.heard[place]?.body));
  const document = (place: number) => JSON.parse(String(form(place).PolicyDocument));
  return { ...fake, form, document, client: new GatewayClient(fake.settings) };
};
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("it should have failed"),
    (error: Error) => error,
  );

describe("createMcpGateway", () => {
  const given = {
    name: "refund-gateway",
    roleArn: otherRole,
    authorizerConfiguration,
    enableObservability: false,
  };

  it(
    verifies(
      "typescript.gateway-ready",
      "asks for what the toolkit asks for, and answers the gateway that is READY",
    ),
    async () => {
      const fake = client([gateway("CREATING"), gateway("CREATING"), gateway("READY")]);
      const created = await fake.client.createMcpGateway(given);
      expect([created.status, created.clientInfo, created.observability]).toEqual([
        "READY",
        undefined,
        undefined,
      ]);
      expect(fake.asked()).toEqual(["POST /gateways/", `GET ${at}`, `GET ${at}`]);
      expect(fake.sent(0)).toEqual({
        name: "refund-gateway",
        roleArn: otherRole,
        protocolType: "MCP",
        authorizerType: "CUSTOM_JWT",
        authorizerConfiguration,
        exceptionLevel: "DEBUG",
        protocolConfiguration: { mcp: { searchType: "SEMANTIC" } },
        clientToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    },
  );

  it("leaves the search tool out, and takes CreateGateway's other members", async () => {
    const fake = client([gateway("READY")]);
    await fake.client.createMcpGateway({
      ...given,
      enableSemanticSearch: false,
      authorizerConfiguration: undefined,
      authorizerType: "NONE",
      tags: { team: "a" },
      policyEngineConfiguration: { arn: engineArn, mode: "LOG_ONLY" },
    });
    expect(fake.sent(0)).toEqual({
      name: "refund-gateway",
      roleArn: otherRole,
      protocolType: "MCP",
      authorizerType: "NONE",
      exceptionLevel: "DEBUG",
      tags: { team: "a" },
      policyEngineConfiguration: { arn: engineArn, mode: "LOG_ONLY" },
      clientToken: expect.any(String),
    });
  });

  it("that ends FAILED throws its reasons", async () => {
    const fake = client([gateway("FAILED", { statusReasons: ["The role cannot be assumed."] })]);
    const error = await failure(fake.client.createMcpGateway(given));
    expect(error).toBeInstanceOf(GatewayFailedError);
    expect(error.message).toBe(
      "The gateway refund-gateway (refund-gateway-0123456789) ended FAILED: The role cannot be assumed.",
    );
  });

  it(
    verifies(
      "typescript.gateway-role",
      "makes a role that may do what the gateway and its engine need, and no more",
    ),
    async () => {
      const fake = client([identity, role, put, put, gateway("READY", { roleArn: ownRole })]);
      await fake.client.createMcpGateway({
        ...given,
        roleArn: undefined,
        name: "Refund-Gateway",
        policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" },
      });
      expect(fake.asked()).toEqual([
        "GetCallerIdentity",
        "CreateRole",
        "PutRolePolicy",
        "PutRolePolicy",
        "POST /gateways/",
      ]);
      expect(fake.form(0)).toEqual({ Action: "GetCallerIdentity", Version: "2011-06-15" });
      expect(JSON.parse(String(fake.form(1).AssumeRolePolicyDocument)).Statement).toEqual([
        {
          Effect: "Allow",
          Principal: { Service: "bedrock-agentcore.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:bedrock-agentcore:us-west-2:123456789012:*" },
          },
        },
      ]);
      expect(fake.document(2).Statement).toEqual([
        {
          Sid: "GetGateway",
          Effect: "Allow",
          Action: ["bedrock-agentcore:GetGateway"],
          Resource: ["arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-*"],
        },
      ]);
      expect(fake.document(3).Statement).toEqual([
        {
          Sid: "EvaluatePoliciesForGateway",
          Effect: "Allow",
          Action: ["bedrock-agentcore:AuthorizeAction", "bedrock-agentcore:PartiallyAuthorizeActions"],
          Resource: ["arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-*", engineArn],
        },
        {
          Sid: "GetPolicyEngineForValidation",
          Effect: "Allow",
          Action: ["bedrock-agentcore:GetPolicyEngine"],
          Resource: [engineArn],
        },
      ]);
      expect(fake.sent(4)).toMatchObject({ roleArn: ownRole, name: "Refund-Gateway" });
    },
  );

  const trust = (statement: object) =>
    encodeURIComponent(JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
  const agentCore = { Effect: "Allow", Principal: { Service: "bedrock-agentcore.amazonaws.com" } };
  const existing = (document: string) =>
    xml(
      "GetRole",
      `<Role><Arn>${ownRole}</Arn><AssumeRolePolicyDocument>${document}</AssumeRolePolicyDocument></Role>`,
    );

  it("takes the role that is there if AgentCore alone may assume it", async () => {
    const fake = client([
      identity,
      fault("EntityAlreadyExists", 409),
      existing(trust(agentCore)),
      put,
      gateway("READY"),
    ]);
    await fake.client.createMcpGateway({ ...given, roleArn: undefined });
    expect(fake.asked().slice(1, 4)).toEqual(["CreateRole", "GetRole", "PutRolePolicy"]);
  });

  it.each([
    ["another account", { Effect: "Allow", Principal: { AWS: "arn:aws:iam::999999999999:root" } }],
    ["anybody", { Effect: "Allow", Principal: "*" }],
    ["another account too", { Effect: "Allow", Principal: { ...agentCore.Principal, AWS: "999999999999" } }],
    [
      "another service too",
      { Effect: "Allow", Principal: { Service: ["bedrock-agentcore.amazonaws.com", "ec2.amazonaws.com"] } },
    ],
    ["nobody", { Effect: "Deny", Principal: "*" }],
  ])("refuses the role that is there if %s may assume it", async (_, statement) => {
    const fake = client([identity, fault("EntityAlreadyExists", 409), existing(trust(statement))]);
    const error = await failure(fake.client.createMcpGateway({ ...given, roleArn: undefined }));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain("mend its trust policy, delete it, or give a roleArn");
  });

  it("tries again while AWS does not know the new role yet, and then says what AWS said", async () => {
    const unknown = refusal("ValidationException", 400, "The role cannot be assumed.");
    const fake = client([identity, role, put, unknown, unknown, gateway("READY")]);
    await fake.client.createMcpGateway({ ...given, roleArn: undefined });
    expect(new Set(fake.heard.slice(3).map(({ body }) => body)).size).toBe(1);
    const never = client([identity, role, put, unknown, unknown, unknown]);
    const error = await failure(
      never.client.createMcpGateway({ ...given, roleArn: undefined }, { maxWaitMs: 3_000 }),
    );
    expect(error).toBeInstanceOf(ValidationException);
    expect(error.message).toBe("The role cannot be assumed.");
    const other = client([identity, role, put, refusal("ValidationException", 400, "The name is too long.")]);
    await failure(other.client.createMcpGateway({ ...given, roleArn: undefined }));
    expect(other.heard).toHaveLength(4);
  });

  it("tells that observability could not be set up, and keeps the gateway", async () => {
    const denied = { status: 400, body: { __type: "AccessDeniedException", message: "You may not." } };
    const fake = client([gateway("READY"), denied]);
    const created = await fake.client.createMcpGateway({ ...given, enableObservability: true });
    expect(created.status).toBe("READY");
    expect(created.observability).toMatchObject({
      error: { name: "AccessDeniedException", message: "You may not." },
    });
  });
});

describe("a target", () => {
  const lambdaArn = "arn:aws:lambda:us-west-2:123456789012:function:RefundProcessor";
  const payload = { lambdaArn, toolSchema: { inlinePayload: [] } };

  it("is created with the gateway's role as its credentials, and waited for", async () => {
    const fake = client([target("CREATING"), target("READY")]);
    const created = await fake.client.createMcpGatewayTarget({
      gateway: { gatewayId, roleArn: otherRole },
      name: "RefundTarget",
      targetPayload: payload,
    });
    expect(created.status).toBe("READY");
    expect(fake.asked()).toEqual([`POST ${at}targets/`, `GET ${at}targets/ABCDEFGHIJ/`]);
    expect(fake.sent(0)).toEqual({
      name: "RefundTarget",
      targetConfiguration: { mcp: { lambda: payload } },
      credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
      clientToken: expect.any(String),
    });
  });

  it("may be called by a role that the client made", async () => {
    const fake = client([put, target("READY")]);
    await fake.client.createMcpGatewayTarget({
      gateway: { gatewayId, roleArn: ownRole },
      name: "RefundTarget",
      targetPayload: payload,
    });
    expect(fake.form(0)).toMatchObject({
      RoleName: "AgentCoreGatewayExecutionRole",
      PolicyName: "AgentCoreLambda-RefundProcessor",
    });
    expect(fake.document(0).Statement[0]).toMatchObject({
      Action: ["lambda:InvokeFunction"],
      Resource: [lambdaArn],
    });
  });

  it("that ends FAILED throws its reasons; one that waits for consent is returned", async () => {
    const failed = client([target("FAILED", { statusReasons: ["No tools."] })]);
    const input = { gateway: { gatewayId, roleArn: otherRole }, targetPayload: payload };
    const error = await failure(failed.client.createMcpGatewayTarget(input));
    expect(error).toBeInstanceOf(GatewayTargetFailedError);
    expect(error.message).toContain("ended FAILED: No tools.");
    const consent = client([target("CREATE_PENDING_AUTH")]);
    expect((await consent.client.createMcpGatewayTarget(input)).status).toBe("CREATE_PENDING_AUTH");
  });

  it("without a payload is a function made for it", async () => {
    const functionArn = "arn:aws:lambda:us-west-2:123456789012:function:AgentCoreLambdaTestFunction";
    const functionRole = "arn:aws:iam::123456789012:role/AgentCoreTestLambdaRole";
    const fake = client([
      xml("CreateRole", `<Role><Arn>${functionRole}</Arn></Role>`),
      { body: "<AttachRolePolicyResponse/>" },
      {
        status: 400,
        body: { message: "The role defined for the function cannot be assumed by Lambda." },
        headers: { "x-amzn-errortype": "InvalidParameterValueException" },
      },
      { status: 201, body: { FunctionArn: functionArn, State: "Pending" } },
      { body: { Configuration: { FunctionArn: functionArn, State: "Active" } } },
      { status: 201, body: { Statement: "{}" } },
      target("READY"),
    ]);
    await fake.client.createMcpGatewayTarget({ gateway: { gatewayId, roleArn: otherRole } });
    const functions = "/2015-03-31/functions";
    expect(fake.asked()).toEqual([
      "CreateRole",
      "AttachRolePolicy",
      `POST ${functions}`,
      `POST ${functions}`,
      `GET ${functions}/AgentCoreLambdaTestFunction`,
      `POST ${functions}/AgentCoreLambdaTestFunction/policy`,
      `POST ${at}targets/`,
    ]);
    expect(fake.sent(3)).toMatchObject({
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: functionRole,
    });
    expect(fake.sent(5)).toEqual({
      StatementId: "AgentCore-RefundGatewayRole",
      Action: "lambda:InvokeFunction",
      Principal: otherRole,
    });
    expect(fake.sent(6)).toMatchObject({
      name: expect.stringMatching(/^TestGatewayTarget[0-9a-f]{8}$/),
      targetConfiguration: {
        mcp: {
          lambda: {
            lambdaArn: functionArn,
            toolSchema: { inlinePayload: [{ name: "get_weather" }, { name: "get_time" }] },
          },
        },
      },
    });
  });

  it("of an OpenAPI schema has its credentials kept by AgentCore Identity", async () => {
    const providerArn =
      "arn:aws:bedrock-agentcore:us-west-2:123456789012:token-vault/default/apikeycredentialprovider/x";
    const fake = client([
      { status: 201, body: { credentialProviderArn: providerArn } },
      put,
      target("READY"),
    ]);
    await fake.client.createMcpGatewayTarget({
      gateway: { gatewayId, roleArn: ownRole },
      name: "Orders",
      targetType: "openApiSchema",
      targetPayload: { inlinePayload: "{}" },
      credentials: { apiKey: "key", credentialLocation: "HEADER", credentialParameterName: "x-api-key" },
    });
    expect(fake.asked()).toEqual([
      "POST /identities/CreateApiKeyCredentialProvider",
      "PutRolePolicy",
      `POST ${at}targets/`,
    ]);
    expect(fake.sent(0)).toEqual({
      name: expect.stringMatching(/^Orders-ApiKey-[0-9a-f]{8}$/),
      apiKey: "key",
    });
    expect(fake.sent(2)).toMatchObject({
      targetConfiguration: { mcp: { openApiSchema: { inlinePayload: "{}" } } },
      credentialProviderConfigurations: [
        {
          credentialProviderType: "API_KEY",
          credentialProvider: {
            apiKeyCredentialProvider: {
              providerArn,
              credentialLocation: "HEADER",
              credentialParameterName: "x-api-key",
            },
          },
        },
      ],
    });
    expect(fake.heard[2]?.body).not.toContain('"key"');
  });

  it.each([
    [{ targetType: "openApiSchema" as const }, "needs a targetPayload"],
    [{ targetType: "openApiSchema" as const, targetPayload: {} }, "needs credentials"],
    [{ targetType: "mcpServer" as const }, "needs a targetPayload"],
    [
      {
        targetPayload: payload,
        credentials: { apiKey: "k", credentialLocation: "HEADER" as const, credentialParameterName: "x" },
      },
      "credentials are for targets of type openApiSchema",
    ],
  ])("with %o is refused before anything is sent", async (input, says) => {
    const fake = client([]);
    const error = await failure(
      fake.client.createMcpGatewayTarget({ gateway: { gatewayId, roleArn: otherRole }, ...input }),
    );
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain(says);
    expect(fake.heard).toEqual([]);
  });
});

describe("updateGateway", () => {
  const stored = {
    description: "old",
    protocolType: "MCP",
    authorizerConfiguration,
    wafConfiguration: { failureMode: "FAIL_CLOSE" },
    policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" },
    workloadIdentityDetails: { workloadIdentityArn: "arn" },
  };
  const sentAgain = {
    name: "refund-gateway",
    roleArn: otherRole,
    authorizerType: "CUSTOM_JWT",
    description: "old",
    protocolType: "MCP",
    authorizerConfiguration,
    wafConfiguration: { failureMode: "FAIL_CLOSE" },
    policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" },
  };

  it.each<{ it: string; change: object; sent: object }>([
    {
      it: "changes one member and sends the rest again",
      change: { description: "new" },
      sent: { ...sentAgain, description: "new" },
    },
    {
      it: "changes the mode of the engine",
      change: { policyEngineConfiguration: { arn: engineArn, mode: "LOG_ONLY" } },
      sent: { ...sentAgain, policyEngineConfiguration: { arn: engineArn, mode: "LOG_ONLY" } },
    },
    {
      it: "leaves out what is null, which detaches the engine",
      change: { policyEngineConfiguration: null, description: null },
      sent: (({ policyEngineConfiguration, description, ...rest }) => rest)(sentAgain),
    },
    { it: "leaves alone what is undefined", change: { description: undefined }, sent: sentAgain },
  ])(verifies("typescript.update-gateway", "$it"), async ({ change, sent }) => {
    const fake = client([gateway("READY", stored), gateway("UPDATING"), gateway("READY")]);
    await fake.client.updateGateway({ gatewayIdentifier: gatewayArn, ...change });
    expect(fake.asked()).toEqual([`GET ${at}`, `PUT ${at}`, `GET ${at}`]);
    expect(fake.sent(1)).toEqual(sent);
  });

  it(
    verifies(
      "typescript.engine-permissions",
      "lets a role that the client made ask the engine before it is attached",
    ),
    async () => {
      const refused = refusal("ValidationException", 400, "Access denied while calling GetPolicyEngine");
      const own = gateway("READY", { roleArn: ownRole });
      const fake = client([own, put, refused, own]);
      await fake.client.updateGatewayPolicyEngine({
        gatewayIdentifier: gatewayId,
        policyEngineArn: engineArn,
      });
      expect(fake.asked()).toEqual([`GET ${at}`, "PutRolePolicy", `PUT ${at}`, `PUT ${at}`]);
      expect(fake.form(1).PolicyName).toBe("AgentCorePolicyEngine-refund-gateway");
      expect(fake.document(1).Statement[0].Resource).toEqual([gatewayArn, engineArn]);
      expect(fake.sent(3)).toMatchObject({ policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" } });
    },
  );

  it("leaves other roles to their owners", async () => {
    const fake = client([gateway("READY"), gateway("READY")]);
    await fake.client.updateGatewayPolicyEngine({
      gatewayIdentifier: gatewayId,
      policyEngineArn: engineArn,
      mode: "LOG_ONLY",
    });
    expect(fake.asked()).toEqual([`GET ${at}`, `PUT ${at}`]);
  });
});

describe("fixIamPermissions", () => {
  it(verifies("typescript.fix-iam", "gives the role the trust, the engine and the functions"), async () => {
    const lambda = { lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:R", toolSchema: {} };
    const fake = client([
      gateway("READY", { policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" } }),
      { body: "<UpdateAssumeRolePolicyResponse/>" },
      put,
      put,
      { body: { items: [target("READY").body] } },
      target("READY", { targetConfiguration: { mcp: { lambda } } }),
      put,
    ]);
    await fake.client.fixIamPermissions({ gateway: { gatewayId } });
    expect(fake.asked().filter((asked) => !asked.includes("/"))).toEqual([
      "UpdateAssumeRolePolicy",
      "PutRolePolicy",
      "PutRolePolicy",
      "PutRolePolicy",
    ]);
    expect(fake.form(1).RoleName).toBe("RefundGatewayRole");
    expect(fake.document(3).Statement[1].Action).toEqual(["bedrock-agentcore:GetPolicyEngine"]);
    expect(fake.document(6).Statement[0].Resource).toEqual([lambda.lambdaArn]);
  });
});

describe("Cognito", () => {
  const pool = { body: { UserPool: { Id: "us-west-2_AbCdEfGhI" } } };
  const active = { body: { DomainDescription: { Status: "ACTIVE" } } };
  const poolClient = { body: { UserPoolClient: { ClientId: "client", ClientSecret: "s3cret" } } };
  const made = (token_endpoint?: unknown) => [
    pool,
    {},
    { body: { DomainDescription: { Status: "CREATING" } } },
    active,
    {},
    poolClient,
    ...(token_endpoint === undefined ? [] : [{ body: { token_endpoint } }]),
  ];

  it(verifies("typescript.cognito", "gets a pool with a client for the gateway"), async () => {
    const fake = client(made("http://127.0.0.1:4100/cognito/us-west-2_AbCdEfGhI/oauth2/token"));
    const { authorizerConfiguration, clientInfo } = await fake.client.createOAuthAuthorizerWithCognito({
      gatewayName: "refunds",
    });
    expect(authorizerConfiguration).toEqual({
      customJWTAuthorizer: {
        discoveryUrl:
          "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_AbCdEfGhI/.well-known/openid-configuration",
        allowedClients: ["client"],
      },
    });
    expect(clientInfo).toEqual({
      clientId: "client",
      clientSecret: "s3cret",
      userPoolId: "us-west-2_AbCdEfGhI",
      tokenEndpoint: "http://127.0.0.1:4100/cognito/us-west-2_AbCdEfGhI/oauth2/token",
      scope: "refunds/invoke",
      domainPrefix: expect.stringMatching(/^agentcore-[0-9a-f]{8}$/),
    });
    expect(fake.asked()).toEqual([
      "CreateUserPool",
      "CreateUserPoolDomain",
      "DescribeUserPoolDomain",
      "DescribeUserPoolDomain",
      "CreateResourceServer",
      "CreateUserPoolClient",
      "GET /cognito/us-west-2_AbCdEfGhI/.well-known/openid-configuration",
    ]);
    expect(fake.slept).toEqual([1_000]);
    expect(fake.sent(5)).toMatchObject({
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["refunds/invoke"],
    });
    expect(fake.heard[0]?.headers).toMatchObject({
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.CreateUserPool",
    });
  });

  const atAws = /^https:\/\/agentcore-[0-9a-f]{8}\.auth\.us-west-2\.amazoncognito\.com\/oauth2\/token$/;
  const nothing = { status: 404, body: { message: "There is nothing." } };

  it.each<{ it: string; answers: readonly Answer[]; is: string | RegExp }>([
    {
      it: "is what the document at the root says where there is none below /cognito",
      answers: [nothing, { body: { token_endpoint: "http://127.0.0.1:9/oauth2/token" } }],
      is: "http://127.0.0.1:9/oauth2/token",
    },
    {
      it: "may be AWS's host, behind an address such as a VPC endpoint's",
      answers: [
        nothing,
        { body: { token_endpoint: "https://x.auth.us-west-2.amazoncognito.com/oauth2/token" } },
      ],
      is: "https://x.auth.us-west-2.amazoncognito.com/oauth2/token",
    },
    { it: "is the domain's at AWS where no document says more", answers: [nothing, nothing], is: atAws },
    {
      it: "is no address that cannot be read",
      answers: [{ body: { token_endpoint: 7 } }, nothing],
      is: atAws,
    },
  ])("the token endpoint $it", async ({ answers, is }) => {
    const fake = client([...made(), ...answers]);
    const { clientInfo } = await fake.client.createOAuthAuthorizerWithCognito({ gatewayName: "refunds" });
    expect(clientInfo.tokenEndpoint).toMatch(is);
  });

  it("of AWS gives tokens at the domain's host", async () => {
    const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };
    const fake = client(made(), { endpoint: undefined, credentials, region: "eu-west-1" });
    const { clientInfo } = await fake.client.createOAuthAuthorizerWithCognito({ gatewayName: "refunds" });
    expect(clientInfo.tokenEndpoint).toBe(
      `https://${clientInfo.domainPrefix}.auth.eu-west-1.amazoncognito.com/oauth2/token`,
    );
    expect(fake.heard[0]?.url).toBe("https://cognito-idp.eu-west-1.amazonaws.com/");
  });

  it("has a function put claims into the tokens where one is given", async () => {
    const preTokenGenerationArn = "arn:aws:lambda:us-west-2:123456789012:function:Claims";
    const fake = client(made("http://127.0.0.1:4100/oauth2/token"));
    await fake.client.createOAuthAuthorizerWithCognito({ gatewayName: "refunds", preTokenGenerationArn });
    expect(fake.sent(0)).toEqual({
      PoolName: expect.stringMatching(/^agentcore-gateway-[0-9a-f]{8}$/),
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      LambdaConfig: {
        PreTokenGenerationConfig: { LambdaVersion: "V3_0", LambdaArn: preTokenGenerationArn },
      },
    });
  });

  it("leaves no pool behind when a step fails", async () => {
    const fake = client([
      pool,
      {},
      active,
      { status: 400, body: { __type: "LimitExceededException", message: "No." } },
      {},
      {},
    ]);
    const error = await failure(fake.client.createOAuthAuthorizerWithCognito({ gatewayName: "refunds" }));
    expect(error.name).toBe("LimitExceededException");
    expect(fake.asked().slice(4)).toEqual(["DeleteUserPoolDomain", "DeleteUserPool"]);
  });

  const clientInfo = {
    clientId: "client",
    clientSecret: "s3cret",
    scope: "refunds/invoke",
    tokenEndpoint: "http://127.0.0.1:4100/oauth2/token",
  };

  it("gives a token, also when its address is known only later", async () => {
    const fake = client(["unreachable", { body: { access_token: "token" } }]);
    expect(await fake.client.getAccessTokenForCognito(clientInfo)).toBe("token");
    expect(fake.slept).toEqual([2_000]);
    expect(Object.fromEntries(new URLSearchParams(fake.heard[1]?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "client",
      client_secret: "s3cret",
      scope: "refunds/invoke",
    });
    expect(fake.heard[1]?.headers).toEqual({ "content-type": "application/x-www-form-urlencoded" });
  });

  it("that gives none is told with its words, and without the secret", async () => {
    const fake = client([{ status: 400, body: { error: "invalid_client" } }]);
    const error = await failure(fake.client.getAccessTokenForCognito(clientInfo));
    expect(error).toBeInstanceOf(TokenError);
    expect(error.message).toBe(
      "http://127.0.0.1:4100 gave no token for the client client and the scope refunds/invoke: 400 invalid_client",
    );
  });
});

describe("finding gateways and targets", () => {
  const list = { body: { items: [{ gatewayId: "other-0123456789", name: "other" }], nextToken: "two" } };
  const more = { body: { items: [{ gatewayId, name: "refund-gateway" }] } };

  it.each<[string, object, readonly Answer[], readonly string[]]>([
    ["an id", { gatewayIdentifier: gatewayId }, [gateway("READY")], [`GET ${at}`]],
    ["an ARN", { gatewayIdentifier: gatewayArn }, [gateway("READY")], [`GET ${at}`]],
    ["gatewayArn", { gatewayArn }, [gateway("READY")], [`GET ${at}`]],
    [
      "a name",
      { name: "refund-gateway" },
      [list, more, gateway("READY")],
      ["GET /gateways/?maxResults=1000", "GET /gateways/?maxResults=1000&nextToken=two", `GET ${at}`],
    ],
  ])("goes by %s", async (_, input, answers, asked) => {
    const fake = client(answers);
    expect((await fake.client.getGateway(input)).gatewayId).toBe(gatewayId);
    expect(fake.asked()).toEqual(asked);
  });

  it("says which names there are instead", async () => {
    const fake = client([list, more]);
    const error = await failure(fake.client.getGateway({ name: "refunds" }));
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error.message).toBe("No gateway has the name refunds; there is other, refund-gateway.");
    expect(await failure(client([]).client.getGateway({}))).toBeInstanceOf(InputError);
  });

  it("goes by a target's name", async () => {
    const targets = { body: { items: [{ targetId: "ABCDEFGHIJ", name: "RefundTarget" }] } };
    const fake = client([targets, target("READY")]);
    const found = await fake.client.getGatewayTarget({
      gatewayIdentifier: gatewayId,
      targetName: "RefundTarget",
    });
    expect(found.targetId).toBe("ABCDEFGHIJ");
    const none = await failure(
      client([targets]).client.getGatewayTarget({ gatewayIdentifier: gatewayId, targetName: "RefundTool" }),
    );
    expect(none.message).toBe(`The gateway ${gatewayId} has no target RefundTool; there is RefundTarget.`);
  });

  it("lists by name, by page, or all", async () => {
    const named = await client([list, more]).client.listGateways({ name: "refund-gateway" });
    expect(named.items.map(({ gatewayId: id }) => id)).toEqual([gatewayId]);
    const page = await client([list]).client.listGateways({ maxResults: 1 });
    expect(page.nextToken).toBe("two");
  });
});

describe("deleting", () => {
  const targets = { body: { items: [{ targetId: "ABCDEFGHIJ", name: "RefundTarget" }] } };

  it("takes the targets along if asked to", async () => {
    const fake = client([targets, target("DELETING"), target("DELETING"), gone, gateway("DELETING"), gone]);
    await fake.client.deleteGateway({ gatewayIdentifier: gatewayId, skipResourceInUse: true });
    expect(fake.asked()).toEqual([
      `GET ${at}targets/?maxResults=1000`,
      `DELETE ${at}targets/ABCDEFGHIJ/`,
      `GET ${at}targets/ABCDEFGHIJ/`,
      `GET ${at}targets/ABCDEFGHIJ/`,
      `DELETE ${at}`,
      `GET ${at}`,
    ]);
  });

  it(
    verifies("typescript.cleanup-gateway", "all of a gateway takes its targets, itself and its pool"),
    async () => {
      const fake = client([targets, target("DELETING"), gone, gateway("DELETING"), gone, missing, {}]);
      const clientInfo = { userPoolId: "us-west-2_AbCdEfGhI", domainPrefix: "agentcore-1" };
      await fake.client.cleanupGateway({ gatewayId, clientInfo });
      expect(fake.asked().slice(5)).toEqual(["DeleteUserPoolDomain", "DeleteUserPool"]);
    },
  );

  it("says what is left, and goes on with the rest", async () => {
    const denied = refusal("AccessDeniedException", 403, "You may not.");
    const fake = client([{ body: { items: [] } }, denied, {}, {}]);
    const clientInfo = { userPoolId: "us-west-2_AbCdEfGhI", domainPrefix: "agentcore-1" };
    const error = await failure(fake.client.cleanupGateway({ gatewayId, clientInfo }));
    expect(error).toBeInstanceOf(CleanupError);
    expect(error.message).toBe(`Not all of the gateway ${gatewayId} is gone: You may not.`);
    expect(fake.asked().slice(2)).toEqual(["DeleteUserPoolDomain", "DeleteUserPool"]);
  });
});

describe("observability", () => {
  const destination = {
    body: { deliveryDestination: { arn: "arn:aws:logs:us-west-2:123456789012:delivery-destination:d" } },
  };
  const exists = { status: 400, body: { __type: "ResourceAlreadyExistsException", message: "exists" } };
  const conflict = { status: 400, body: { __type: "ConflictException", message: "in use" } };

  it(verifies("typescript.observability", "is delivered to a log group and to X-Ray"), async () => {
    const fake = client([
      exists,
      {},
      destination,
      { body: { delivery: { id: "logs-1" } } },
      {},
      destination,
      conflict,
    ]);
    expect(await fake.client.enableObservability({ gatewayId, gatewayArn })).toEqual({
      logGroup: `/aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/${gatewayId}`,
      deliveries: { logs: "logs-1" },
    });
    expect(fake.sent(1)).toEqual({
      name: `${gatewayId}-logs-source`,
      logType: "APPLICATION_LOGS",
      resourceArn: gatewayArn,
    });
    expect(fake.sent(2)).toEqual({
      name: `${gatewayId}-logs-destination`,
      deliveryDestinationType: "CWL",
      deliveryDestinationConfiguration: {
        destinationResourceArn: `arn:aws:logs:us-west-2:123456789012:log-group:/aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/${gatewayId}`,
      },
    });
    expect(fake.sent(3)).toEqual({
      deliverySourceName: `${gatewayId}-logs-source`,
      deliveryDestinationArn: "arn:aws:logs:us-west-2:123456789012:delivery-destination:d",
    });
    expect(fake.sent(5)).toEqual({
      name: `${gatewayId}-traces-destination`,
      deliveryDestinationType: "XRAY",
    });
  });

  it("has names of at most 60 characters, by the end of a longer id", async () => {
    const long = `${"a".repeat(48)}-0123456789`;
    const fake = client([{}, {}, destination, { body: { delivery: { id: "1" } } }]);
    await fake.client.enableObservability({ gatewayId: long, gatewayArn, enableTraces: false });
    const { name } = fake.sent(2) as { name: string };
    expect(name).toBe(`${"a".repeat(32)}-0123456789-logs-destination`);
    expect(name).toHaveLength(60);
  });

  it("ends with its deliveries, which go before what they deliver from", async () => {
    const fake = client([
      conflict,
      {
        body: {
          deliveries: [
            { id: "other", deliverySourceName: "another-logs-source" },
            { id: "logs-1", deliverySourceName: `${gatewayId}-logs-source` },
          ],
        },
      },
      {},
      {},
      {},
      missing,
      missing,
      {},
    ]);
    await fake.client.disableObservability({ gatewayId, deleteLogGroup: true });
    expect(fake.asked()).toEqual([
      "DeleteDeliverySource",
      "DescribeDeliveries",
      "DeleteDelivery",
      "DeleteDeliverySource",
      "DeleteDeliveryDestination",
      "DeleteDeliverySource",
      "DeleteDeliveryDestination",
      "DeleteLogGroup",
    ]);
    expect(fake.sent(2)).toEqual({ id: "logs-1" });
  });
});
