import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ArticleState } from './article-states';

/** One version of an article (知识库条目): written, reviewed by another person, published, and valid for a time. */
@Entity('knowledge_version')
export class KnowledgeVersion {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('integer') version!: number;
  @Column('text') title!: string;
  @Column('text') category!: string;
  /** How citizens ask. */
  @Column('text', { array: true }) questions!: string[];
  @Column('text') answer!: string;
  @Column('text', { nullable: true }) steps!: string | null;
  /** Local days (yyyy-MM-dd), both included. */
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validTo!: string | null;
  @Column('text') state!: ArticleState;
  @Column('text') author!: string;
  @Column('timestamptz') updatedAt!: Date;
  @Column('text', { nullable: true }) reviewer!: string | null;
  @Column('timestamptz', { nullable: true }) reviewedAt!: Date | null;
  @Column('text', { nullable: true }) comment!: string | null;
  /** What the version is searched by. */
  @Column('text', { array: true, select: false }) terms!: string[];
}
