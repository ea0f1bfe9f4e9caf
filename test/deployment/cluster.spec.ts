import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Service {
  profiles?: string[];
  environment?: Record<string, string>;
}

const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const balancer = readFileSync('docker/haproxy.cfg', 'utf8');
const PORTS: Record<string, string[]> = { app: ['3000'], gateway: ['8088', '26500'], engine: ['8090'] };

describe('the compose profile `cluster`', () => {
  const parts = Object.keys(services).filter((name) => /-\d$/.test(name));

  it('has two of each', () => {
    expect(parts.sort()).toEqual(['app-1', 'app-2', 'engine-1', 'engine-2', 'gateway-1', 'gateway-2']);
    for (const name of parts) expect(services[name]!.profiles).toEqual(['cluster']);
  });

  it('reaches each of them through the balancer, at the port where it listens', () => {
    const balanced = [...balancer.matchAll(/^ {2}server (\S+) (\S+)$/gm)].map(([, name, address]) => [name, address]);
    const expected = parts.flatMap((name) => PORTS[name.replace(/-\d$/, '')]!.map((port) => [name, `${name}:${port}`]));
    expect(balanced.sort()).toEqual(expected.sort());
  });

  it('sends apps and gateways through the balancer, too', () => {
    expect(services['app-1']!.environment!.CAMUNDA_REST_ADDRESS).toBe('http://balancer:8088');
    expect(services['gateway-1']!.environment!.ENGINE_URL).toBe('http://balancer:8090/engine-rest');
  });
});
