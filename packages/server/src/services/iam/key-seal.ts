/** What the secret of an access key is sealed for; another key's secret does not open in its place. */
export const keySeal = (accessKeyId: string): string => `access key ${accessKeyId}`;
