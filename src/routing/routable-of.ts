import type { Case } from '../cases/case.entity';
import type { Routable } from './routing.service';

/** A case as routing looks at it: as its own body's, or as the part that a body was handed down. */
export function routableOf(found: Case, part: { body: string; profile: string } = found): Routable {
  return {
    body: part.body,
    profile: part.profile,
    category: found.category!,
    caseType: found.caseType,
    urgency: found.urgency,
    responseLevel: found.responseLevel,
    area: found.area,
    text: `${found.title ?? ''}\n${found.content}`,
  };
}
