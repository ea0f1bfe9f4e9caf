import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../cases/case-history';
import { Clock } from '../clock/clock';
import { HotlineConfig } from '../config/hotline-config';
import type { HotSpotRule } from '../config/schema';
import { LOCK, locksOf } from '../database/advisory-locks';
import { idFrom } from '../outbox';
import { Repeated } from '../repeat/repeated';
import { SimilarityService } from '../similarity/similarity.service';
import { SupervisionService } from '../supervision/supervision.service';
import { HotspotsService } from './hotspots.service';
import { type HotMatter, MattersService } from './matters.service';
import { openingRule } from './opening-rule';

const EVERY_MS = 10 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Looks at the hottest matters now and then, and opens what the rules of config/similarity.yaml say, once a matter. */
@Injectable()
export class HotSpotWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly watching = new Repeated(EVERY_MS, () => this.look(), new Logger(HotSpotWatch.name));

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: HotlineConfig,
    private readonly matters: MattersService,
    private readonly hotspots: HotspotsService,
    private readonly supervision: SupervisionService,
    private readonly similarity: SimilarityService,
  ) {}

  onApplicationBootstrap(): void {
    this.watching.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.watching.stop();
  }

  /** Opens what is due for each body; answers the number of matters on which something was opened. */
  async look(): Promise<number> {
    const opened = await locksOf(this.dataSource).alone(LOCK.hotSpots, async () => {
      await this.similarity.refreshModel();
      let matters = 0;
      for (const { code } of this.config.bodies) matters += await this.openDue(code);
      return matters;
    });
    return opened ?? 0;
  }

  private async openDue(body: string): Promise<number> {
    let opened = 0;
    for (const matter of await this.matters.hottest(body)) {
      if (matter.openedBy) continue;
      const cases = await this.matters.casesOf(body, matter.id);
      const texts = cases.map(({ title }) => title ?? '');
      const rule = openingRule({ ...matter, texts }, this.config.similarity.rules);
      if (!rule || !(await this.open(body, matter, rule))) continue;
      // by a case of it: the matter may have turned out to be another one meanwhile
      await this.dataSource.query(
        `UPDATE matter SET opened_by = $2, opened_at = $3
         WHERE id = (SELECT matter_id FROM case_sketch WHERE case_id = $1)`,
        [cases[0]!.id, rule.name, this.clock.now()],
      );
      opened++;
    }
    return opened;
  }

  /** Opens it; a crash before the matter is marked opens nothing twice. Answers false where nothing can be opened yet. */
  private async open(body: string, matter: HotMatter, rule: HotSpotRule): Promise<boolean> {
    if (rule.opens === 'rectification') {
      if (!matter.unit) return false;
      await this.hotspots.report(
        {
          body,
          title: matter.name,
          description: `${matter.name} (${matter.cases})`,
          ...(matter.category ? { category: matter.category } : {}),
          unit: matter.unit,
          owner: `unit:${matter.unit}:leader`,
          dueAt: new Date(this.clock.now().getTime() + rule.dueDays * DAY_MS),
        },
        SYSTEM,
        idFrom('hotspot', `${matter.id}:${rule.name}`),
      );
      return true;
    }
    const rows: { id: string; supervised: boolean }[] = await this.dataSource.query(
      `SELECT c.id, EXISTS (SELECT 1 FROM supervision p WHERE p.case_id = c.id AND p.ground = 'hot-issue') AS supervised
       FROM case_sketch s JOIN hotline_case c ON c.id = s.case_id
       WHERE s.matter_id = $1 AND s.body = $2 AND c.stage NOT IN ('archived', 'following')
       ORDER BY c.received_at DESC LIMIT 1`,
      [matter.id, body],
    );
    const [newest] = rows;
    if (!newest) return false;
    if (!newest.supervised) {
      await this.supervision.request(newest.id, { ground: 'hot-issue', note: matter.name }, SYSTEM);
    }
    return true;
  }
}
