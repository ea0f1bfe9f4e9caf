import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DemoAccount } from '../../config/schema';
import { Me, Public, SignedIn } from '../../identity/guard';
import { IdentityService } from '../../identity/identity.service';
import type { Principal } from '../../identity/principal';
import { LoginDto } from './auth.dto';

/** Sign-in. */
@ApiTags('auth')
@Controller()
export class AuthController {
  constructor(private readonly identity: IdentityService) {}

  /** A bearer token for user name and password, good for `expiresIn` seconds; `login-failed` otherwise. */
  @Post('auth/login')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in' })
  login(@Body() { username, password }: LoginDto): ReturnType<IdentityService['login']> {
    return this.identity.login(username, password);
  }

  /** The account that the token belongs to. */
  @Get('auth/me')
  @SignedIn()
  @ApiOperation({ summary: 'Who am I' })
  me(@Me() principal: Principal): Principal {
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
