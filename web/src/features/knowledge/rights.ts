import type { Principal } from '../../api/types';

/** May one write articles? As `knowledge.write` in the API. */
export const mayWrite = ({ role }: Principal) =>
  ['agent', 'handler', 'supervisor', 'process-owner', 'admin'].includes(role);

/** May one review and withdraw them? As `knowledge.review`, which people of a unit never have. */
export const mayReview = ({ role, unit }: Principal) =>
  unit === null && ['supervisor', 'process-owner', 'admin'].includes(role);
