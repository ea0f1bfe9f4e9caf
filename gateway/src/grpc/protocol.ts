import { loadPackageDefinition, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/** The protocol comes with Camunda's own client, so that it is the one that clients speak. */
const PROTOCOL = require.resolve('@camunda8/sdk/dist/proto/zeebe.proto');

/** The service `gateway_protocol.Gateway`; 64-bit numbers are texts of digits, as keys are everywhere here. */
export function gatewayService(): ServiceDefinition<UntypedServiceImplementation> {
  const definition = loadSync(PROTOCOL, { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true });
  const loaded = loadPackageDefinition(definition) as unknown as {
    gateway_protocol: { Gateway: { service: ServiceDefinition<UntypedServiceImplementation> } };
  };
  return loaded.gateway_protocol.Gateway.service;
}
