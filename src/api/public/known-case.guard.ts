import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { CaseQueries } from '../../cases/case-queries';
import type { Case } from '../../cases/case.entity';

/** A request of somebody who knows a case's number and code. */
export interface KnownRequest extends Request {
  known: Case;
}

/**
 * Lets in whoever says a case's number and code in `x-case-number` and `x-case-code`, before anything of the body is read or
 * kept; `not-found` for everybody else.
 */
@Injectable()
export class KnownCaseGuard implements CanActivate {
  constructor(private readonly queries: CaseQueries) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KnownRequest>();
    request.known = await this.queries.known(request.get('x-case-number') ?? '', request.get('x-case-code') ?? '');
    return true;
  }
}
