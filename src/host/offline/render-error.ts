/** A session that cannot be rendered as it was asked for. The message is one sentence for a person. */
export class RenderError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'RenderError'
  }
}
