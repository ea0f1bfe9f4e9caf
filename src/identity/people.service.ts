import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Account } from './account.entity';

/** A person behind an account, as histories and lists name them. */
export interface Person {
  username: string;
  name: string;
}

/** Who stands behind the accounts that histories, tasks and files name; disabled accounts keep their names. */
@Injectable()
export class PeopleService {
  constructor(private readonly dataSource: DataSource) {}

  /** Every account with its person's name. */
  async list(): Promise<Person[]> {
    const accounts = await this.dataSource.getRepository(Account).find({ order: { username: 'ASC' } });
    return accounts.map(({ username, name }) => ({ username, name }));
  }
}
