/** Camunda's hash code of an incident's message, by which searches group errors: Java's of a string, over its UTF-16 units. */
export function errorHashCode(message: string): number {
  let hash = 0;
  for (let index = 0; index < message.length; index++) {
    hash = (Math.imul(hash, 31) + message.charCodeAt(index)) | 0;
  }
  return hash;
}
