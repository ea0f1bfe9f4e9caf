/** Where a citizen can be told something. */
export interface CitizenAddress {
  /** The account of config/channels.yaml; null is a text message. */
  account: string | null;
  to: string;
  /** The telephone number for a text message where the account's provider never takes the message. */
  fallback: string | null;
}

/** What a citizen's message came in through: the account, and who they are there. */
export interface CameBy {
  account: string | null;
  sender: string | null;
}

/**
 * How a citizen is told (D7 第五条: 通过网络或其他方式回复; D9 第二、三步): by the channel they came by, where its account can speak; else
 * by text message, where their number is known. Undefined where no way leads to them.
 */
export function citizenAddress(
  came: CameBy | null,
  phone: string | null,
  speaks: (account: string) => boolean,
): CitizenAddress | undefined {
  if (came?.account && came.sender && speaks(came.account)) {
    return { account: came.account, to: came.sender, fallback: phone };
  }
  return phone ? { account: null, to: phone, fallback: null } : undefined;
}
