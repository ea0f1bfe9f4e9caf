/** Asks what a citizen may ask who knows the number and code of a case. */
export function askAsCitizen(url: string, path: string, known: { number: string; code: string }): Promise<Response> {
  return fetch(`${url}/api/v1/public/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(known),
  });
}
