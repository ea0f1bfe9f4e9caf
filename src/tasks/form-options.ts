import { Injectable } from '@nestjs/common';
import { HotlineConfig } from '../config/hotline-config';
import { UnitsService } from '../units/units.service';
import { fieldsOf, type FormSchema } from './form-schema';

/** A choice as form-js shows it. */
export interface FormOption {
  label: string;
  value: string;
}

/** The lists that forms name in `valuesKey`, filled from the configuration. */
@Injectable()
export class FormOptions {
  constructor(
    private readonly config: HotlineConfig,
    private readonly units: UnitsService,
  ) {}

  /** The choices under a key; undefined for a list that we do not keep. */
  of(valuesKey: string): FormOption[] | undefined {
    switch (valuesKey) {
      case 'units':
        return this.units.all().map((unit) => ({ label: unit.name, value: unit.code }));
      case 'areas':
        return this.config.areas.map((area) => ({ label: area.name, value: area.code }));
      case 'categories':
        return this.config.categories.map((category) => ({ label: category.name, value: category.code }));
      default:
        return undefined;
    }
  }

  /** The values that may be chosen, for each list that a form names. */
  values(form: FormSchema): Record<string, unknown[] | undefined> {
    const keys = fieldsOf(form).flatMap((field) => (field.valuesKey ? [field.valuesKey] : []));
    return Object.fromEntries(keys.map((key) => [key, this.of(key)?.map((option) => option.value)]));
  }
}
