/** Has this process speak to the gateway under test as its user. Before the SDK is loaded: that is when it reads the environment. */
export function speakToGateway(): void {
  Object.assign(process.env, {
    CAMUNDA_REST_ADDRESS: process.env.GATEWAY_URL,
    ZEEBE_REST_ADDRESS: process.env.GATEWAY_URL,
    CAMUNDA_AUTH_STRATEGY: 'BASIC',
    CAMUNDA_BASIC_AUTH_USERNAME: process.env.GATEWAY_USER,
    CAMUNDA_BASIC_AUTH_PASSWORD: process.env.GATEWAY_PASSWORD,
  });
}
