/** A number as English writes it, in groups of three digits. Whole ones without asking the runtime for its locales, which takes it 15 ms the first time. */
export function grouped(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0) return number.toLocaleString("en-US");
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
