import { type Database, LOCK, underLock } from '../common/database';
import { rejection } from '../common/rejection';
import type { Catalogue } from '../definitions/catalogue';
import { requirementsKeyOf } from '../decisions/catalogue';
import { Forms } from '../definitions/forms';
import type { OperatonClient } from '../operaton/client';
import { goneMarkers } from '../operaton/form-convention';

/**
 * Deletion of deployed resources. What runs goes on and what was is kept, so nothing leaves the engine's tables: a deleted process
 * definition is suspended there (it starts no more), deleted decisions and forms are marked in ours.
 */
export class ResourceDeletion {
  private readonly forms: Forms;

  constructor(
    private readonly engine: OperatonClient,
    private readonly catalogue: Catalogue,
    private readonly pool: Database,
  ) {
    this.forms = new Forms(pool);
  }

  /** Deletes a process definition, decision requirements (with their decisions) or a form. Throws NOT_FOUND. */
  async delete(key: string): Promise<void> {
    if ((await this.deleteProcess(key)) || (await this.deleteForm(key)) || (await this.deleteDecisions(key))) {
      return;
    }
    throw rejection('DELETE', 'NOT_FOUND', `Expected to delete resource but no resource found with key \`${key}\``);
  }

  private async deleteProcess(key: string): Promise<boolean> {
    if (!(await this.catalogue.active(key))) {
      return false;
    }
    await this.engine.put(`/process-definition/${key}/suspended`, { suspended: true, includeProcessInstances: false });
    return true;
  }

  /**
   * The engine hears of it between the two writes. After a crash there the form can be deleted once more, and a deployment of the same
   * text is a new version: either way the engine hears again what there is.
   */
  private async deleteForm(key: string): Promise<boolean> {
    const form = await this.forms.named(key);
    if (!form) {
      return false;
    }
    return underLock(this.pool, LOCK.deployment, '', async () => {
      await this.pool.query('UPDATE gateway.form SET deleting = true WHERE key = $1', [key]);
      const others = await this.forms.known([form.id], key);
      const isLastOfTag = !others.some(({ versionTag }) => versionTag === form.versionTag);
      const markers = goneMarkers(form, isLastOfTag, others.length === 0);
      if (markers.length > 0) {
        await this.engine.deploy('zeebe', markers);
      }
      const { rowCount } = await this.pool.query(
        'UPDATE gateway.form SET deleted = true WHERE key = $1 AND NOT deleted',
        [key],
      );
      return rowCount === 1;
    });
  }

  /** The key is that of the requirements; a decision that stands alone is its own requirements. */
  private async deleteDecisions(key: string): Promise<boolean> {
    const decisions =
      await this.engine.get<{ id: string; decisionRequirementsDefinitionId: string | null }[]>('/decision-definition');
    if (!decisions.some((decision) => requirementsKeyOf(decision) === key)) {
      return false;
    }
    const { rowCount } = await this.pool.query(
      'INSERT INTO gateway.deleted_requirements (key) VALUES ($1) ON CONFLICT DO NOTHING',
      [key],
    );
    return rowCount === 1;
  }
}
