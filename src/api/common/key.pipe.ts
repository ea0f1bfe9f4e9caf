import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../../problems/problem';

/** A key of the engine: digits. Anything else names nothing. */
@Injectable()
export class KeyPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!/^\d{1,20}$/.test(value)) throw new Problem('not-found');
    return value;
  }
}
