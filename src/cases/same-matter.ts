/** What makes two words of one citizen the same matter: letters, digits and characters, whatever stands between them. */
const NOTHING_SAID = /[^\p{L}\p{N}]/gu;

/** The matter of a message for comparing: width, case, spaces and punctuation do not count. */
export function matterOf(content: string): string {
  return content.normalize('NFKC').toLowerCase().replace(NOTHING_SAID, '');
}

/** A telephone number for comparing: its digits, without China's own country code; null when there are none. */
export function callerOf(phone: string | null | undefined): string | null {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^(?:00)?86(?=\d{11}$)/, '');
  return digits === '' ? null : digits;
}
