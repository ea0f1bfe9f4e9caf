// The end-to-end suite of the Camunda 8 API as a kit: which tests run against an address that is not our own system, and
// why the others do not.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** What is left out, by file or by the test's name. */
export const LEFT_OUT = [
  { file: /side-by-side\.e2e\.ts$/, reason: 'starts second gateways of ours and kills them' },
  {
    file: /killed-in-between\.e2e\.ts$/,
    reason: 'kills second gateways of ours when our own engine has done its part',
  },
  { file: /history-cleanup\.e2e\.ts$/, reason: "has our own engine's history cleaned at once" },
  { file: /missed-cycle\.e2e\.ts$/, reason: "stops timers through our own engine's API" },
  { file: /client-goes-away\.e2e\.ts$/, reason: 'holds back what our own engine answers a second gateway of ours' },
  { file: /(permissions|tls)\.e2e\.ts$/, reason: 'starts second gateways of ours, with settings of their own' },
  {
    file: /identity\.e2e\.ts$/,
    reason: 'makes users, roles and tenants, which a cluster may keep in another identity provider',
  },
  { name: 'says of an unsupported operation that it is not implemented', reason: 'a cluster has that operation' },
  {
    name: 'refuses by name what it cannot translate, and deploys nothing of it',
    reason: 'a cluster takes the construct',
  },
  { name: 'for which the engine has no room', reason: 'a cluster has that room' },
  { name: '(here only)', reason: 'a cluster takes the construct' },
  {
    name: 'three million: it is worked on',
    reason: "a cluster's log holds a variable several times and ends before that",
  },
];

/** The files of the suite; without an address of gRPC its tests are left out. @param grpc that address, if there is one */
export function kitFiles(grpc) {
  const files = readdirSync(inRoot('gateway/src'), { recursive: true })
    .filter((name) => name.endsWith('.e2e.ts'))
    .map((name) => join('gateway/src', name))
    .sort();
  const leftOut = [
    ...LEFT_OUT.filter(({ file }) => file),
    ...(grpc ? [] : [{ file: /grpc[\\/]\w+\.e2e\.ts$/, reason: '--grpc gives no address' }]),
  ];
  return {
    files: files.filter((name) => !leftOut.some(({ file }) => file.test(name))),
    leftOut: files.flatMap((name) =>
      leftOut.filter(({ file }) => file.test(name)).map(({ reason }) => ({ test: name, reason })),
    ),
  };
}

/** A pattern of jest's that leaves the named tests out. */
export function namePattern() {
  const names = LEFT_OUT.flatMap(({ name }) => (name ? [name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')] : []));
  return `^(?!.*(${names.join('|')}))`;
}
