import type { Command } from 'commander';

/** `hotline authorization`: docs/authorization.md as the program has it, for whoever reviews who may do what. */
export function authorizationCommand(program: Command, out: (text: string) => void): void {
  program
    .command('authorization')
    .description('Print who may do what, route by route (docs/authorization.md)')
    .action(async () => {
      // The whole API is loaded for it, which no other command needs.
      const { authorizationPage } = await import('../api/authorization/page.js');
      out(authorizationPage().trimEnd());
    });
}
