import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../config/schema';

/** Who may sign in. */
@Entity('account')
export class Account {
  @PrimaryColumn('text') username!: string;
  @Column('text') name!: string;
  @Column('text') role!: Role;
  @Column('text', { nullable: true }) unit!: string | null;
  /** The hotline body that it belongs to (config/bodies.yaml). */
  @Column('text') body!: string;
  @Column('text') passwordHash!: string;
  @Column('boolean') enabled!: boolean;
  @Column('integer') failures!: number;
  @Column('timestamptz', { nullable: true }) lockedUntil!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}
