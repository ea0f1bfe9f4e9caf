/** What a password must be (config/hotline.yaml, security). */
export interface PasswordRule {
  minLength: number;
  /** Of small letters, capitals, digits and everything else. */
  kinds: number;
}

/** Why a password is refused; the words are the i18n files' `password.<code>`. */
export type PasswordFinding = 'too-short' | 'too-few-kinds' | 'holds-name' | 'too-common' | 'unchanged';

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];
/** What everybody tries first, without what is put around it. */
const COMMON = ['password', 'passw0rd', 'admin', 'welcome', 'qwerty', 'qazwsx', '1qaz2wsx', 'abc123', 'hotline', '12345'];

/** What is wrong with a new password; nothing when it may be used. */
export function passwordFindings(
  password: string,
  { username, current, rule }: { username: string; current?: string; rule: PasswordRule },
): PasswordFinding[] {
  const plain = password.toLowerCase();
  const rest = COMMON.reduce((text, word) => text.replaceAll(word, ''), plain).replace(/[^\p{L}\p{N}]/gu, '');
  const findings: [PasswordFinding, boolean][] = [
    ['too-short', [...password].length < rule.minLength],
    ['too-few-kinds', KINDS.filter((kind) => kind.test(password)).length < rule.kinds],
    ['holds-name', plain.includes(username.toLowerCase())],
    // A common word with a few letters around it is still the common word.
    ['too-common', rest.length < 4],
    ['unchanged', password === current],
  ];
  return findings.filter(([, broken]) => broken).map(([code]) => code);
}
