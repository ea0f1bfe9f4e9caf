import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TextModel } from '../text-model';
import { type HeadName, modelFolder, readHeads } from './model-heads';
import { ClassificationModel } from './model.entity';

type Heads = Partial<Record<HeadName, TextModel>>;

/** So long another node may go on with the model before, in milliseconds. */
const LOOK_AGAIN_MS = 3_000;

/** The model that proposals come from now, kept in memory; which one it is, the database says, for every node alike. */
@Injectable()
export class ActiveModel {
  private readonly log = new Logger(ActiveModel.name);
  private id: string | null = null;
  private loaded: Heads = {};
  private lookedAt = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** The heads of the active model; none when the body runs on what the product brings. */
  async heads(): Promise<Heads> {
    // performance.now and not the clock port: this is about the age of a cache, not about a date
    if (this.lookedAt === 0 || performance.now() - this.lookedAt > LOOK_AGAIN_MS) await this.look();
    return this.loaded;
  }

  /** Looks at once which model is active. */
  async look(): Promise<void> {
    const found = await this.dataSource.getRepository(ClassificationModel).findOneBy({ active: true });
    const id = found?.id ?? null;
    this.lookedAt = performance.now();
    if (id === this.id) return;
    try {
      this.loaded = id === null ? {} : readHeads(modelFolder(id));
      this.id = id;
    } catch (error) {
      // Proposals go on as before: a damaged file must not stop intake.
      this.log.error(`the model ${id} cannot be read: ${String(error)}`);
    }
  }
}
