import type { components, operations } from './openapi';

/** What the API takes and answers, by name: made from its OpenAPI description (`npm run openapi`), never typed here by hand. */
export type Schemas = components['schemas'];

type Json<T> = T extends { content: { 'application/json': infer R } } ? R : never;
type Success<R> = R[keyof R & (200 | 201 | 202)];

/** What an operation answers, for shapes without a name of their own. */
export type Answer<O extends keyof operations> = Json<Success<operations[O]['responses']>>;
