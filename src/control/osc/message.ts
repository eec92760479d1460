/** One argument of an OSC message with its type tag (OSC 1.0 specification, M. Wright, 2002, and the tags of 1.1). */
export interface OscArgument {
  readonly type: string
  readonly value: OscValue
}

export type OscValue = number | bigint | string | boolean | null | Uint8Array

/** A message as it came or as it will be sent. */
export interface OscMessage {
  readonly address: string
  readonly args: readonly OscArgument[]
}

/** Why a message was not understood. `address` is empty when not even that could be read: nobody is answered then. */
export interface BadMessage {
  readonly address: string
  readonly refused: string
}

/** [control] */
export const isBad = (x: OscMessage | BadMessage): x is BadMessage => 'refused' in x

/** [control] An integer argument. */
export const int = (value: number): OscArgument => ({ type: 'i', value })
/** [control] A float argument; it stays one when it is whole. */
export const float = (value: number): OscArgument => ({ type: 'f', value })
/** [control] A text argument. */
export const text = (value: string): OscArgument => ({ type: 's', value })
