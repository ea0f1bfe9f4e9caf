import { createSecretKey } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AccountsService } from './accounts.service';
import { AccessGuard } from './guard';
import { IdentityService } from './identity.service';
import { PeopleService } from './people.service';
import { SessionsService } from './sessions.service';

const SECRET_LENGTH = 32;

/** Sign-in and access; every route passes the guard. */
@Global()
@Module({
  imports: [
    JwtModule.registerAsync({
      useFactory: () => {
        const secret = process.env.HOTLINE_SECRET ?? '';
        if (secret.length < SECRET_LENGTH) {
          throw new Error(`HOTLINE_SECRET must be set to at least ${SECRET_LENGTH} characters that nobody can guess`);
        }
        // as text it would be tried as a public key first, with every request
        const key = createSecretKey(secret, 'utf8');
        return {
          secretOrKeyProvider: () => key,
          signOptions: { algorithm: 'HS256' as const, issuer: 'hotline', audience: 'hotline-api' },
          verifyOptions: { algorithms: ['HS256' as const], issuer: 'hotline', audience: 'hotline-api' },
        };
      },
    }),
  ],
  providers: [
    SessionsService,
    IdentityService,
    AccountsService,
    PeopleService,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [IdentityService, AccountsService, SessionsService, PeopleService],
})
export class IdentityModule {}
