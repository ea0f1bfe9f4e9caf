import { request } from '../../api/request';
import type { Principal } from '../../api/types';

/** Signs in with a name and a password. */
export const login = (credentials: { username: string; password: string }) =>
  request<{ accessToken: string }>('/auth/login', { method: 'POST', body: credentials });

/** Who the token belongs to. */
export const whoAmI = () => request<Principal>('/auth/me');
