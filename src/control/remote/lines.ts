/**
 * Cuts what arrives in pieces into lines. What is kept is limited: a line that grows past `longest` characters is never
 * waited for.
 */
export class Lines {
  readonly #longest: number
  #rest = ''
  /** Where the search for the end of the line goes on; what stands before has been looked at. */
  #seen = 0

  constructor(longest: number) {
    this.#longest = longest
  }

  /** [control] Takes the next piece. */
  add(text: string): void {
    this.#rest += text
  }

  /** [control] The next whole line without its end, or undefined when there is none yet. Throws when it is too long. */
  next(): string | undefined {
    const end = this.#rest.indexOf('\n', this.#seen)
    if ((end < 0 ? this.#rest.length : end) > this.#longest)
      throw new Error(`a line is longer than ${this.#longest} characters`)
    if (end < 0) {
      this.#seen = this.#rest.length
      return undefined
    }
    const line = this.#rest.slice(0, end)
    this.#rest = this.#rest.slice(end + 1)
    this.#seen = 0
    return line
  }
}
