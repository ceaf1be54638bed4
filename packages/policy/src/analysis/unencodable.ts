/** Thrown within the encoder, and caught where a policy's encoding ends: what no formula says is told as unknown. */
export class Unencodable extends Error {
  override readonly name = "Unencodable";
}
