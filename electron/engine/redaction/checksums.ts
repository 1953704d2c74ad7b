// Numbers that carry their own check: what fits is nearly certainly what it looks like.

/** Luhn's check over 13 to 19 digits, and a first digit that a card can have. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 13 || digits.length > 19 || !/^[2-6]/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 13616: the rearranged number, letters as 10 to 35, is 1 modulo 97. */
export function isIban(text: string): boolean {
  const iban = text.replace(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = /\d/.test(character) ? character : String(character.charCodeAt(0) - 55);
    for (const digit of value) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

/** Four numbers up to 255 that are an address rather than a version: one of them has two digits or more. */
export function isAddress(text: string): boolean {
  const parts = text.split('.');
  return parts.every((part) => Number(part) <= 255) && parts.some((part) => part.length > 1);
}

/** An IPv6 address has 8 groups, or fewer with one `::`. */
export function isAddress6(text: string): boolean {
  const groups = text.split(':').filter((group) => group !== '');
  const gaps = text.split('::').length - 1;
  if (gaps > 1 || !/\d/.test(text) || groups.some((group) => group.length > 4)) return false;
  return gaps === 1 ? groups.length >= 2 && groups.length <= 7 : groups.length === 8;
}

/** Enough of different digits and no date: what looks like a telephone number is one. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 8 && digits.length <= 15 && new Set(digits).size > 2 && !/^(19|20)\d\d-\d\d-\d\d/.test(text);
}
