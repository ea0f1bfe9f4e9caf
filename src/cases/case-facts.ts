import type { EntityManager } from 'typeorm';
import { Citizen } from '../citizens/citizen.entity';
import type { Case } from './case.entity';

/** What the documents that go to units and leaders say of a case and of whoever raised it. */
export async function caseFactsOf(manager: EntityManager, found: Case): Promise<Record<string, unknown>> {
  const citizen = await manager.findOneByOrFail(Citizen, { id: found.citizenId });
  return {
    caseNumber: found.number,
    title: found.title,
    content: found.content,
    circumstances: found.circumstances,
    receivedAt: found.receivedAt.toISOString(),
    channel: found.channel,
    caseType: found.caseType,
    category: found.category,
    urgency: found.urgency,
    area: found.area,
    citizen: { name: citizen.name, phone: citizen.phone, unit: citizen.unit, address: citizen.address },
  };
}
