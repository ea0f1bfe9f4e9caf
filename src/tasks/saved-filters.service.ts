import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Clock } from '../clock/clock';
import { groupsOf, type Principal } from '../identity/principal';
import { Problem } from '../problems/problem';
import { SavedFilter } from './saved-filter.entity';

/** Filters of the task list that people keep, for themselves or for their group. */
@Injectable()
export class SavedFiltersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** One's own, and those shared in one's groups. */
  list(principal: Principal): Promise<SavedFilter[]> {
    return this.dataSource.getRepository(SavedFilter).find({
      where: [{ owner: principal.username }, { sharedWith: In(groupsOf(principal)) }],
      order: { name: 'ASC' },
    });
  }

  /** Keeps one; shared means with one's first group. */
  save(
    principal: Principal,
    filter: { name: string; shared: boolean; query: Record<string, unknown> },
  ): Promise<SavedFilter> {
    return this.dataSource.getRepository(SavedFilter).save({
      id: randomUUID(),
      owner: principal.username,
      name: filter.name,
      sharedWith: filter.shared ? (groupsOf(principal)[0] ?? null) : null,
      query: filter.query,
      createdAt: this.clock.now(),
    });
  }

  /** Removes one of one's own. */
  async remove(principal: Principal, id: string): Promise<void> {
    const { affected } = await this.dataSource.getRepository(SavedFilter).delete({ id, owner: principal.username });
    if (!affected) throw new Problem('not-found');
  }
}
