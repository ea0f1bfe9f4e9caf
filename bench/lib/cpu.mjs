// What each part of a cluster has used of the processors: Linux only.
import { readdirSync, readFileSync } from 'node:fs';

/** The unit of /proc's processor times (USER_HZ, which Linux fixes for programs). */
const TICKS_PER_SECOND = 100;

/** Processor seconds by part (app, gateway, engine, postgres, bench: this process) since they started, children included. */
export function cpuSeconds(cluster) {
  const processes = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // the name of a program may hold spaces and brackets: what follows its last bracket is fields
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      processes.set(Number(name), { parent: Number(fields[1]), ticks });
    } catch {
      // it has ended since
    }
  }
  const ofTree = (pid) =>
    [...processes].reduce(
      (sum, [child, { parent }]) => (parent === pid ? sum + ofTree(child) : sum),
      processes.get(pid)?.ticks ?? 0,
    );
  const used = { bench: (process.cpuUsage().user + process.cpuUsage().system) / 1e6 };
  for (const [name, { pid }] of cluster.services) {
    const part = name.replace(/-\d+$/, '');
    if (pid) used[part] = (used[part] ?? 0) + ofTree(pid) / TICKS_PER_SECOND;
  }
  return used;
}

/** Processor milliseconds by part that each of `count` things took, from two readings. */
export function cpuPer(count, before, after) {
  return Object.fromEntries(
    Object.keys(after).map((part) => [part, Math.round(((after[part] - (before[part] ?? 0)) * 1000) / count)]),
  );
}
