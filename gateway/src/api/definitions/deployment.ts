import multer from 'multer';
import type { Request, Response } from 'express';
import { invalidArgument } from '../../common/problem';
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
  router.post('/deployments', async (request, response) =>
    deployments.deploy(
      (await files(request, response)).map((file) => ({
        // multer reads file names as latin1; Camunda's clients send UTF-8
        name: Buffer.from(file.originalname, 'latin1').toString('utf8'),
        content: file.buffer.toString('utf8'),
      })),
    ),
  );
};
