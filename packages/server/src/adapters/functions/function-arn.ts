/** The parts of a Lambda function's ARN. */
export interface FunctionArn {
  readonly arn: string;
  /** Without the version or alias at its end. */
  readonly unqualified: string;
  readonly region: string;
  readonly name: string;
}

const pattern =
  /^(arn:aws[a-zA-Z-]*:lambda:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:function:([a-zA-Z0-9-_]+))(?::(?:\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** Reads a function's ARN; `undefined` when the text is none. Source: Lambda API, `FunctionName`. */
export function parseFunctionArn(text: string): FunctionArn | undefined {
  const match = pattern.exec(text);
  const [, unqualified, region, name] = match ?? [];
  if (unqualified === undefined || region === undefined || name === undefined) return undefined;
  return { arn: text, unqualified, region, name };
}
