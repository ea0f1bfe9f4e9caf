import { type ArgumentMetadata, Injectable, type ValidationError, ValidationPipe } from '@nestjs/common';
import { Problem } from '../../problems/problem';

/** A value that cannot even be turned into its member's type (an object where a number stands, members without end) fits as little. */
@Injectable()
class BodyPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (error instanceof TypeError || error instanceof RangeError)
        throw new Problem('validation-failed', {}, { errors: [] });
      throw error;
    }
  }
}

/** What does not fit in a body or query, field by field; a member that the DTO does not have is refused by name. */
export const validation = new BodyPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) =>
    new Problem('validation-failed', {}, { errors: errors.flatMap((error) => flat(error)) }),
});

function flat(error: ValidationError, path = ''): { field: string; code: string; message: string }[] {
  const field = path ? `${path}.${error.property}` : error.property;
  return [
    ...Object.entries(error.constraints ?? {}).map(([code, message]) => ({ field, code, message })),
    ...(error.children ?? []).flatMap((child) => flat(child, field)),
  ];
}
