import { setTimeout as wait } from 'node:timers/promises';
import type { Comparison, ModelView } from '../classification/models.service';
import { DemoClient } from '../demo/client';
import { percent } from './text-files';

/** How to reach the running system: as whom, with which password. */
export interface ModelsOptions {
  address: string;
  user: string;
}

const LOOK_AGAIN_MS = 1000;

/** `hotline models`: lists, compares and switches the models of the running system, through its API. */
export class ModelCommands {
  constructor(
    private readonly out: (text: string) => void,
    private readonly password: () => string,
  ) {}

  /** One line a model: the running one has a star. */
  async list(options: ModelsOptions): Promise<void> {
    for (const model of await this.client(options).get<ModelView[]>(options.user, '/classification/models')) {
      const parts = Object.entries(model.quality ?? {}).map(([part, views]) => {
        const best = views.both ?? views.long ?? views.short;
        return `${part} ${best ? percent(best.macroF1) : '-'}`;
      });
      const state = model.failure ? `${model.status} (${model.failure})` : model.status;
      const columns = [model.id.padEnd(36), state.padEnd(10), `${model.cases} cases`.padEnd(14), parts.join(', ')];
      this.out(`${model.active ? '*' : ' '} ${columns.join('  ')}`.trimEnd());
    }
  }

  /** Both on the month that the model did not see, by part; the last line is JSON. */
  async compare(id: string, options: ModelsOptions): Promise<void> {
    const found = await this.client(options).get<Comparison>(
      options.user,
      `/classification/models/${encodeURIComponent(id)}/comparison`,
    );
    this.out(`${found.cases} cases received from ${String(found.from)} on: running ${found.running}, candidate ${id}`);
    for (const [part, { running, candidate }] of Object.entries(found.parts)) {
      this.out(`${part.padEnd(14)} macro F1 ${percent(running.macroF1)} -> ${percent(candidate.macroF1)}`);
      for (const { label, f1, rows } of candidate.perClass.filter((one) => one.rows > 0)) {
        const before = running.perClass.find((one) => one.label === label)?.f1 ?? 0;
        this.out(`  ${percent(before).padStart(8)} -> ${percent(f1).padStart(8)}  ${label} (${rows})`);
      }
    }
    this.out(
      JSON.stringify({
        cases: found.cases,
        macroF1: Object.fromEntries(
          Object.entries(found.parts).map(([part, { running, candidate }]) => [
            part,
            { running: running.macroF1, candidate: candidate.macroF1 },
          ]),
        ),
      }),
    );
  }

  /** Switches; proposals come from the model within seconds, on every node. */
  async activate(id: string, options: ModelsOptions): Promise<void> {
    await this.client(options).post(options.user, `/classification/models/${encodeURIComponent(id)}/activation`, {});
    await this.list(options);
  }

  /** `hotline train --from-archive`: has the system train from its archive and waits until the model is ready. */
  async trainFromArchive(options: ModelsOptions): Promise<void> {
    const client = this.client(options);
    const { id } = await client.post<{ id: string }>(options.user, '/classification/models', {});
    for (;;) {
      const models = await client.get<ModelView[]>(options.user, '/classification/models');
      const model = models.find((one) => one.id === id);
      if (model?.status === 'failed') throw new Error(`the training failed: ${model.failure}`);
      if (model?.status === 'ready') break;
      await wait(LOOK_AGAIN_MS);
    }
    await this.list(options);
    this.out(`hotline models compare ${id}`);
    this.out(`hotline models activate ${id}`);
  }

  private client({ address }: ModelsOptions): DemoClient {
    return new DemoClient(address, this.password());
  }
}
