import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DemoAccount } from '../../config/schema';
import { Me, Public, SignedIn } from '../../identity/guard';
import { AccountsService } from '../../identity/accounts.service';
import { IdentityService } from '../../identity/identity.service';
import type { Principal, SignedIn as Who } from '../../identity/principal';
import { LoginDto, PasswordDto } from './auth.dto';

/** Sign-in. */
@ApiTags('auth')
@Controller()
export class AuthController {
  constructor(
    private readonly identity: IdentityService,
    private readonly accounts: AccountsService,
  ) {}

  /** A bearer token for user name and password, good for `expiresIn` seconds; `login-failed` otherwise. */
  @Post('auth/login')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in' })
  login(@Body() { username, password }: LoginDto): ReturnType<IdentityService['login']> {
    return this.identity.login(username, password);
  }

  /** Ends the session: the token is good for nothing any more. */
  @Post('auth/logout')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Sign out' })
  logout(@Me() principal: Who): Promise<void> {
    return this.identity.logout(principal);
  }

  /** A new password by the rules of config/hotline.yaml; every session ends, this one as well. */
  @Post('auth/password')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Change my password' })
  password(@Body() { current, next }: PasswordDto, @Me() principal: Principal): Promise<void> {
    return this.accounts.changePassword(principal.username, current, next);
  }

  /** The account that the token belongs to. */
  @Get('auth/me')
  @SignedIn()
  @ApiOperation({ summary: 'Who am I' })
  me(@Me() { session: _session, ...principal }: Who): Principal {
    return principal;
  }

  /** The accounts of a demonstration; an empty list where they are switched off. */
  @Get('demo-accounts')
  @Public()
  @ApiOperation({ summary: 'Demo accounts' })
  demoAccounts(): readonly DemoAccount[] {
    return this.identity.demoAccounts();
  }
}
