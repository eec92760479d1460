/** The user's mistake: `message` is one clear sentence, the exit code is 2, and no stack is shown. */
export class UserError extends Error {}
