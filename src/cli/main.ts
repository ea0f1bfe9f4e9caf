import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readChannels } from '../channels/channels-config';
import { KeywordClassifier } from '../classification/keyword-classifier';
import { configFolder } from '../config/config.module';
import { HotlineConfig } from '../config/hotline-config';
import type { ProviderSecrets } from '../demo/providers';
import { readSamples } from '../demo/samples';
import type { EngineClient } from '../engine/engine-client';
import type { EngineOperations } from '../engine/engine-operations';
import { readResources } from '../engine/deployment.service';
import { readKpiTargets } from '../kpi/kpi-config';
import { ShippedArticles } from '../knowledge/shipped-articles';
import { accountCommands } from './accounts';
import { authorizationCommand } from './authorization';
import { classifyCommand, type ClassifyCommandOptions } from './classify';
import { dataFolder } from './data-folder';
import { deadlineCommand } from './deadline';
import { demoCommand } from './demo';
import { erasureCommands } from './erase';
import { hotSpotCommands } from './hotspots';
import { ModelCommands, type ModelsOptions } from './models';
import { rotateKeys } from './rotate-keys';
import { addressOf, databaseUrl, secretInUse } from './running-system';
import { trainCommand, type TrainCommandOptions } from './train';
import { unitsWithTelephone } from '../verify/verify';
import { verifyCommand } from './verify';
import { verifyArchives } from './verify-archive';

const out = (text: string): void => void process.stdout.write(`${text}\n`);

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1 on');
  return number;
}

function folds(value: string): number {
  const number = count(value);
  if (number < 2 || number > 20) throw new InvalidArgumentError('a whole number from 2 to 20');
  return number;
}

/** The password of the demo accounts of what runs. */
function demoPassword(): string {
  return needed(secretInUse('demoPassword'));
}

/** What the providers of the channels sign with: undefined where the channel is closed. */
function providerSecrets(): ProviderSecrets {
  return { phone: secretInUse('phoneSecret'), sms: secretInUse('smsSecret') };
}

function needed(secret: string | undefined): string {
  if (!secret) throw new Error('no system was started here: start it first (npm start), or say its secrets');
  return secret;
}

/** The Camunda 8 API: by the SDK's environment, else the gateway that `npm start` runs. */
function pointAtEngine(): void {
  if (!process.env.ZEEBE_REST_ADDRESS) {
    const address = addressOf('gateway');
    // @camunda8/sdk 8.8 reads the address under its earlier name
    process.env.CAMUNDA_REST_ADDRESS = process.env.ZEEBE_REST_ADDRESS = address;
    process.env.CAMUNDA_AUTH_STRATEGY = 'BASIC';
    process.env.CAMUNDA_BASIC_AUTH_USERNAME = 'hotline';
    process.env.CAMUNDA_BASIC_AUTH_PASSWORD = needed(secretInUse('gatewayPassword'));
  }
}

async function engine(): Promise<EngineClient> {
  pointAtEngine();
  // The SDK reads the environment when it is loaded.
  const { CamundaEngineClient } = await import('../engine/camunda-engine-client.js');
  return new CamundaEngineClient();
}

async function engineOperations(): Promise<EngineOperations> {
  pointAtEngine();
  const { CamundaEngineOperations } = await import('../engine/camunda-engine-operations.js');
  return new CamundaEngineOperations();
}

const program = new Command('hotline').description('12345 政务服务便民热线 · citizen hotline');

program
  .command('demo')
  .description('Register messages and play everybody who works on them until each case is archived')
  .option('--cases <n>', 'how many cases (default: every message once)', count)
  .option('--concurrency <n>', 'cases worked on at the same time', count, 8)
  .option('--patience <seconds>', 'give a case up that does not move on for so long', count, 120)
  .option('--input <file>', 'messages, one JSON object a line', join(configFolder(), 'samples', 'messages.jsonl'))
  .option('--address <url>', 'address of the running system (default: where `npm start` says that it runs)')
  .option('--calls <n>', 'telephone calls of the last month (default: twelve for each case)', count)
  .action(demoCommand(out, demoPassword, providerSecrets, engine));

const defaultAddress = addressOf('app');
const modelCommands = new ModelCommands(out, demoPassword);

program
  .command('train')
  .description('Learn to classify texts: from labelled messages, one JSON object a line, or from the archive')
  .option('--input <file...>', 'labelled messages: title, content or both, and the label')
  .option('--out <file>', 'where the model goes')
  .option('--label <member>', 'member that says what a message is', 'label')
  .option('--folds <n>', 'parts into which the texts are split to calibrate and measure', folds, 5)
  .option('--seed <n>', 'the same seed makes the same model', count, 1)
  .option('--from-archive', 'have the running system learn from its archived cases')
  .option('--address <url>', 'address of the running system', defaultAddress)
  .option('--user <name>', 'account that may train', 'admin')
  .action(async (options: Partial<TrainCommandOptions> & ModelsOptions & { fromArchive?: boolean }) => {
    if (options.fromArchive) return modelCommands.trainFromArchive(options);
    const { input, out: path } = options;
    if (!input || !path) throw new Error('give --input and --out, or --from-archive');
    return trainCommand(out)({ ...(options as TrainCommandOptions), input, out: path });
  });

const models = program.command('models').description('Models of the running system: list, compare, switch');
for (const [name, description, act] of [
  ['list', 'Every model; the running one has a star', (_id, options) => modelCommands.list(options)],
  [
    'compare <id>',
    'A model and the running one on the last month',
    (id, options) => modelCommands.compare(id, options),
  ],
  [
    'activate <id>',
    'Switch to a model (default: what the product brings)',
    (id, options) => modelCommands.activate(id, options),
  ],
] as [string, string, (id: string, options: ModelsOptions) => Promise<void>][]) {
  const command = models
    .command(name, { isDefault: name === 'list' })
    .description(description)
    .option('--address <url>', 'address of the running system', defaultAddress)
    .option('--user <name>', 'account that may', 'admin');
  command.action(() => act(command.args[0] ?? '', command.opts<ModelsOptions>()));
}

program
  .command('classify')
  .description('Propose a label for messages, one JSON object a line; without --model what the process would propose')
  .requiredOption('--input <file>', 'messages, one JSON object a line')
  .option('--model <file>', 'model of `hotline train`')
  .option('--evaluate', 'compare with the labels of the messages; the last line is JSON')
  .option('--label <member>', 'member that says what a message is', 'label')
  .action(async (options: Omit<ClassifyCommandOptions, 'model'> & { model?: string }) => {
    const { model, input } = options;
    if (model !== undefined) return classifyCommand(out)({ ...options, model });
    if (options.evaluate) throw new Error('--evaluate needs a --model');
    const config = HotlineConfig.load(configFolder());
    const classifier = new KeywordClassifier(
      config,
      new ShippedArticles(config.articles, new Date().toISOString().slice(0, 10)),
    );
    const { samples, skipped } = readSamples(input);
    for (const line of skipped) process.stderr.write(`${line}\n`);
    for (const { title, content, channel } of samples) {
      out(JSON.stringify(await classifier.classify({ title, content, channel: channel ?? 'phone' })));
    }
  });

program
  .command('deploy')
  .description('Deploy diagrams, decision tables and forms to the Camunda 8 API')
  .argument('[paths...]', 'files, or folders of them', ['bpmn'])
  .action(async (paths: string[]) => {
    const resources = (await Promise.all(paths.map(readResources))).flat();
    if (resources.length === 0) throw new Error(`${paths.join(' ')}: no .bpmn, .dmn or .form file`);
    const { processes, decisions, forms } = await (await engine()).deploy(resources);
    for (const { id, version } of [...processes, ...decisions, ...forms]) out(`${id} v${version}`);
  });

deadlineCommand(program, out);
hotSpotCommands(program, count, out);

program
  .command('verify-archive')
  .description('Check archives by their hashes; with DATABASE_URL also by those that were noted when they were made')
  .argument('[folder]', 'folder of the archives', join(dataFolder(), 'documents', 'archive'))
  .action(async (folder: string) => {
    const { checked, damaged } = await verifyArchives(folder, process.env.DATABASE_URL);
    for (const { file, findings } of damaged) {
      process.stderr.write(`${file}: ${findings.map((one) => JSON.stringify(one)).join(' ')}\n`);
    }
    out(JSON.stringify({ checked, damaged: damaged.length }));
    if (damaged.length > 0) process.exitCode = 1;
  });

verifyCommand(program, {
  out,
  databaseUrl,
  engine: engineOperations,
  files: join(dataFolder(), 'documents'),
  units: () => unitsWithTelephone(HotlineConfig.load(configFolder()).units),
  engineHistoryDays: () => HotlineConfig.load(configFolder()).retention.engineHistoryDays,
});

accountCommands(program, out);
authorizationCommand(program, out);
erasureCommands(program, out);

program
  .command('rotate-keys')
  .description('Seal all personal data anew with the first key of HOTLINE_DATA_KEYS; the last line is JSON')
  .option('--new-key', 'make a key and put it in front instead; then restart and rotate')
  .action((options: { newKey?: boolean }) => rotateKeys(out, options));

program
  .command('check-config')
  .description('Check the configuration and say what is wrong, with file, line and key')
  .action(() => {
    const config = HotlineConfig.load(configFolder());
    readKpiTargets(configFolder());
    readChannels(configFolder(), config);
    out(JSON.stringify({ profiles: config.profileNames.length, units: config.units.length }));
  });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`hotline: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
