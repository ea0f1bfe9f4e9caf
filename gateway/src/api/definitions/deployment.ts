import multer from 'multer';
import type { Request, Response } from 'express';
import { badRequest, invalidArgument } from '../../common/problem';
import { checkTenant } from '../../common/tenant';
import type { Routes } from '../routes';

const MAX_RESOURCE_BYTES = 10 * 1024 * 1024;
const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: MAX_RESOURCE_BYTES, files: 200 } }).any();

function files(request: Request, response: Response): Promise<Express.Multer.File[]> {
  return new Promise((resolve, reject) =>
    upload(request, response, (error: unknown) =>
      error
        ? reject(invalidArgument(error instanceof Error ? error.message : 'the upload cannot be read'))
        : resolve((request.files ?? []) as Express.Multer.File[]),
    ),
  );
}

/** Deployments. */
export const deploymentCommands: Routes = (router, { deployments }) => {
  router.post('/deployments', async (request, response) => {
    const uploaded = await files(request, response);
    if (uploaded.length === 0) {
      throw badRequest("Required part 'resources' is not present.");
    }
    checkTenant('Deploy Resources', (request.body as { tenantId?: string } | undefined)?.tenantId);
    return deployments.deploy(
      uploaded.map((file) => ({
        // multer reads file names as latin1; Camunda's clients send UTF-8
        name: Buffer.from(file.originalname, 'latin1').toString('utf8'),
        content: file.buffer.toString('utf8'),
      })),
    );
  });
};
