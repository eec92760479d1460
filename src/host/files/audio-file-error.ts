/** A file that cannot be read, decoded or written as audio. `sentence` says what was found and what is allowed. */
export class AudioFileError extends Error {
  readonly path: string
  readonly sentence: string

  constructor(path: string, sentence: string, cause?: unknown) {
    super(`${path}: ${sentence}`, cause === undefined ? undefined : { cause })
    this.name = 'AudioFileError'
    this.path = path
    this.sentence = sentence
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EISDIR: 'it is a folder, not an audio file',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than this disk allows',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk reported an error',
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error

/**
 * Runs `work` on the file at `path`. What the operating system refuses is thrown as one `AudioFileError`; a fault of the
 * program stays what it is. [control] or a reader thread.
 */
export function withFileErrors<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new AudioFileError(path, SENTENCES[error.code ?? ''] ?? error.message, error)
  }
}
