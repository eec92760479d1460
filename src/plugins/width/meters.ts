/** What the plugin shows. */
export const meters = {
  correlation: { label: 'Correlation', unit: '', hold: 'min', rest: 1 },
  narrowing: { label: 'Narrowing', unit: 'dB', hold: 'min', rest: 0 },
} as const
