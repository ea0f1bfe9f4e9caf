// The access token lives as long as the browser tab.
const key = 'hotline.accessToken';

/** The token of who is signed in, or null. */
export const readToken = () => sessionStorage.getItem(key);

/** Keeps the token for this tab. */
export const keepToken = (token: string) => sessionStorage.setItem(key, token);

/** Signs out. */
export const forgetToken = () => sessionStorage.removeItem(key);
