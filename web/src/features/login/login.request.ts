import { request } from '../../api/request';

/** Signs in with a name and a password. */
export const login = (credentials: { username: string; password: string }) =>
  request<{ accessToken: string }>('/auth/login', { method: 'POST', body: credentials });
