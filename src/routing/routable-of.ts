import type { Case } from '../cases/case.entity';
import type { Routable } from './routing.service';

/** A case as routing looks at it. */
export function routableOf(found: Case): Routable {
  return {
    profile: found.profile,
    category: found.category!,
    caseType: found.caseType,
    urgency: found.urgency,
    responseLevel: found.responseLevel,
    area: found.area,
    text: `${found.title ?? ''}\n${found.content}`,
  };
}
