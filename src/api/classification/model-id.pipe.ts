import { Injectable, type PipeTransform } from '@nestjs/common';
import { DEFAULT_MODEL } from '../../classification/models.service';
import { IdPipe } from '../common/id.pipe';

/** The id of a model: a UUID, or the name of the product's own. */
@Injectable()
export class ModelIdPipe implements PipeTransform<string, string> {
  private readonly ids = new IdPipe();

  transform(value: string): string {
    return value === DEFAULT_MODEL ? value : this.ids.transform(value);
  }
}
