import type { Random } from "../random.ts";

/** A SIREN with a right Luhn digit: eight digits chosen, the ninth computed. */
export function randomSiren(random: Random): string {
  const digits = String(random.integer(30_000_000, 95_999_999));
  return digits + luhnDigit(digits);
}

/** SIRET of an establishment: the SIREN, four digits of the NIC, and a Luhn digit over all. */
export function siretOf(siren: string, establishment: number): string {
  const digits = siren + String(establishment).padStart(4, "0");
  return digits + luhnDigit(digits);
}

/** French VAT number: the key is (12 + 3 × SIREN mod 97) mod 97. */
export function vatNumberOf(siren: string): string {
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, "0")}${siren}`;
}

/** The digit that makes the sum of all digits, every second one from the right doubled, a multiple of ten. */
export function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
