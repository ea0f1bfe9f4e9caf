import { Command } from 'commander';
import { deadlineCommand } from './deadline';
import { DEADLINE_CALLS } from './deadline.cases';

describe('hotline deadline', () => {
  let printed: string[];

  /** Runs a line of arguments; "quoted parts" are one argument. */
  const run = async (args: string): Promise<void> => {
    const program = new Command('hotline').exitOverride().configureOutput({ writeErr: () => undefined });
    deadlineCommand(program, (text) => printed.push(text));
    for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
    const words = (args.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
    await program.parseAsync(['deadline', ...words], { from: 'user' });
  };

  beforeEach(() => {
    printed = [];
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    process.exitCode = 0;
    jest.restoreAllMocks();
  });

  it.each(DEADLINE_CALLS.filter(({ prints, refusedBy }) => prints && !refusedBy))(
    'prints one line of JSON: $why',
    async ({ args, prints }) => {
      await run(args);
      expect(printed.map((line) => JSON.parse(line) as unknown)).toEqual([prints]);
      expect(process.exitCode ?? 0).toBe(0);
    },
  );

  it.each(DEADLINE_CALLS.filter(({ refusedBy }) => refusedBy))(
    'is refused by the name of the rule, and what holds stays: $why',
    async ({ args, prints, refusedBy, article }) => {
      await run(args);
      expect(printed).toHaveLength(1);
      expect(JSON.parse(printed[0]!)).toMatchObject({
        ...prints,
        code: refusedBy,
        status: 422,
        rule: { name: refusedBy, id: article },
      });
      expect(process.exitCode).toBe(2);
    },
  );

  it.each(DEADLINE_CALLS.filter(({ error }) => error))('says what is wrong, and no deadline: $why', async (call) => {
    await expect(run(call.args)).rejects.toThrow(call.error);
    expect(printed).toEqual([]);
  });
});
