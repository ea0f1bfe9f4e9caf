import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../../problems/problem';
import { RESOURCE_KINDS, type ResourceKind } from '../../studio/resource';

/** process, decision or form; anything else names nothing. */
@Injectable()
export class KindPipe implements PipeTransform<string, ResourceKind> {
  transform(value: string): ResourceKind {
    if (!RESOURCE_KINDS.includes(value as ResourceKind)) throw new Problem('not-found');
    return value as ResourceKind;
  }
}
