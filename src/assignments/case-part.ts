import { IsNull } from 'typeorm';
import type { Case } from '../cases/case.entity';
import type { HotlineConfig } from '../config/hotline-config';
import type { Assignment } from './assignment.entity';

/** What a body assigns of a case: all of it, or what the body above handed down through an assignment (D6 第五条). */
export interface CasePart {
  body: string;
  profile: string;
  /** The sub-platform's assignment that the part is handed down through; null: the case is the body's own. */
  parentId: string | null;
}

/** The part of the case that an assignment belongs to. */
export function partOf(
  found: Case,
  { body, parentId }: Pick<Assignment, 'body' | 'parentId'>,
  config: HotlineConfig,
): CasePart {
  return { body, profile: parentId ? config.body(body).profile : found.profile, parentId };
}

/** The part that the body behind a sub-platform's assignment has to assign. */
export function handedDown(
  { id, body, unit }: Pick<Assignment, 'id' | 'body' | 'unit'>,
  config: HotlineConfig,
): CasePart {
  const platform = config.subPlatform(body, unit);
  if (!platform) throw new Error(`config/bodies.yaml: ${body} hands nothing down through ${unit}`);
  return { body: platform.code, profile: platform.profile, parentId: id };
}

/** The condition on assignments of one part. */
export function ofPart({ parentId }: Pick<CasePart, 'parentId'>) {
  return { parentId: parentId ?? IsNull() };
}
