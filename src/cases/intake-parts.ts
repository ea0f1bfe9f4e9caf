import type { INTAKE_PARTS } from '../config/schema';
import type { Registration } from './registrations.service';

type IntakePart = (typeof INTAKE_PARTS)[number];

/** The first part that an agent must take down by the profile (D1 一(一)1; D9 第一步) and did not. */
export function missingAtIntake(
  required: readonly IntakePart[],
  { citizen, circumstances }: Pick<Registration, 'citizen' | 'circumstances'>,
): IntakePart | undefined {
  const taken: Record<IntakePart, string | undefined> = {
    name: citizen?.name,
    phone: citizen?.phone,
    unitOrAddress: citizen?.unit?.trim() || citizen?.address,
    time: circumstances?.time,
    place: circumstances?.place,
    persons: circumstances?.persons,
  };
  return required.find((part) => !taken[part]?.trim());
}
