import { Injectable } from '@nestjs/common';
import { HotlineConfig } from '../config/hotline-config';
import { fieldsOf, type FormOption, type FormSchema } from './form-schema';

/** The lists that forms name in `valuesKey` or use in `valuesExpression`, filled from the configuration. */
@Injectable()
export class FormOptions {
  private readonly lists: Record<string, (body: string) => FormOption[]>;

  constructor(config: HotlineConfig) {
    this.lists = {
      units: (body) => config.unitsOf(body).map(({ name, code }) => ({ label: name, value: code })),
      areas: () => config.areas.map(({ name, code }) => ({ label: name, value: code })),
      categories: () => config.categories.map(({ name, code }) => ({ label: name, value: code })),
      topics: () =>
        config.labelScheme.flatMap(({ category, topics }) =>
          topics.flatMap((second) =>
            second.topics.map((third) => ({
              label: `${second.name} / ${third.name}`,
              value: `${second.code}/${third.code}`,
              parent: category,
            })),
          ),
        ),
    };
  }

  /** The lists that a form's fields take their choices from, as a body's people may choose. */
  of(form: FormSchema, body: string): Record<string, FormOption[]> {
    const fields = fieldsOf(form);
    const used = Object.entries(this.lists).filter(([name]) =>
      fields.some(
        ({ valuesKey, valuesExpression }) =>
          valuesKey === name || valuesExpression?.match(/[A-Za-z]\w*/g)?.includes(name),
      ),
    );
    return Object.fromEntries(used.map(([name, choices]) => [name, choices(body)]));
  }
}
