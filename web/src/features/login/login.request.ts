import { request } from '../../api/request';
import type { Principal } from '../../api/types';

/** Signs in with a name and a password. */
export const login = (credentials: { username: string; password: string }) =>
  request<{ accessToken: string }>('/auth/login', { method: 'POST', body: credentials });

/** Who the token belongs to. */
export const whoAmI = () => request<Principal>('/auth/me');

/** Sets a new password; every session of the account ends. */
export const changePassword = (body: { current: string; next: string }) =>
  request<void>('/auth/password', { method: 'POST', body });

/** Ends the session of the token, so that nobody goes on with it. */
export const logout = () => request<void>('/auth/logout', { method: 'POST' });
