import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../problems/problem';
import type { ChannelTerms, ProviderRequest } from '../channel-adapter';

const SECOND_MS = 1000;
const SECONDS = /^\d{10}$/;

/**
 * Checks `x-hotline-signature: sha256=<hex of HMAC-SHA256(secret, "<timestamp>.<body>")>` with `x-hotline-timestamp` in Unix
 * seconds: body and time are signed together, so that neither can be changed or sent again later.
 */
export function verifyHmac(request: ProviderRequest, terms: ChannelTerms, now: Date): void {
  const timestamp = request.headers['x-hotline-timestamp'] ?? '';
  const signature = request.headers['x-hotline-signature'] ?? '';
  const expected = hmacOf(terms.secret, timestamp, request.raw);
  if (!SECONDS.test(timestamp) || !equal(signature, `sha256=${expected}`)) throw new Problem('signature-invalid');
  verifyTime(timestamp, terms, now);
}

/** The hex HMAC-SHA256 over "<timestamp>.<body>". */
export function hmacOf(secret: string, timestamp: string, raw: Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest('hex');
}

/** Checks `signature` = sha1 over secret, timestamp and nonce, sorted and joined, as WeChat and Weibo sign. */
export function verifySortedSha1(request: ProviderRequest, terms: ChannelTerms, now: Date): void {
  const { signature = '', timestamp = '', nonce = '' } = request.query;
  if (!SECONDS.test(timestamp) || !nonce || !equal(signature, sortedSha1(terms.secret, timestamp, nonce))) {
    throw new Problem('signature-invalid');
  }
  verifyTime(timestamp, terms, now);
}

/** Checks `msg_signature`, which covers what is encrypted, too: sha1 over secret, timestamp, nonce and the encrypted text. */
export function verifyEncryptedSha1(request: ProviderRequest, terms: ChannelTerms, encrypted: string): void {
  const { msg_signature: signature = '', timestamp = '', nonce = '' } = request.query;
  if (!equal(signature, sortedSha1(terms.secret, timestamp, nonce, encrypted))) throw new Problem('signature-invalid');
}

/** The hex sha1 over the sorted, joined parts. */
export function sortedSha1(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

function verifyTime(timestamp: string, terms: ChannelTerms, now: Date): void {
  if (Math.abs(Number(timestamp) * SECOND_MS - now.getTime()) > terms.replayMs) throw new Problem('request-expired');
}

function equal(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
