import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AccessGuard } from './guard';
import { IdentityService } from './identity.service';
import { PeopleService } from './people.service';

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
        return {
          secret,
          signOptions: { algorithm: 'HS256' as const, issuer: 'hotline' },
          verifyOptions: { algorithms: ['HS256' as const], issuer: 'hotline' },
        };
      },
    }),
  ],
  providers: [IdentityService, PeopleService, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [IdentityService, PeopleService],
})
export class IdentityModule {}
