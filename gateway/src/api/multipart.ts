import multer from 'multer';
import type { Request, Response } from 'express';
import { ApiProblem, invalidArgument } from '../common/problem';

const MAX_FILE_BYTES = 10 * 1024 * 1024;
const upload = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MAX_FILE_BYTES, files: 200 },
  // a resource is called as the client calls it, which may be a path: Java's takes that of its class path
  preservePath: true,
}).any();

/** One file of a form. */
export interface UploadedFile {
  field: string;
  name: string;
  contentType: string;
  content: Buffer;
}

/** The files of a multipart form; its other fields stand in the request's body. Throws 415 for a body that is no form. */
export async function filesOf(request: Request, response: Response): Promise<UploadedFile[]> {
  const type = request.headers['content-type'];
  if (type && !request.is('multipart/form-data')) {
    throw new ApiProblem(415, 'Unsupported Media Type', `Content-Type '${type}' is not supported.`);
  }
  const files = await new Promise<Express.Multer.File[]>((resolve, reject) =>
    upload(request, response, (error: unknown) =>
      error ? reject(refusal(error)) : resolve((request.files ?? []) as Express.Multer.File[]),
    ),
  );
  return files.map(({ fieldname, originalname, mimetype, buffer }) => ({
    field: fieldname,
    // multer reads file names as latin1; Camunda's clients send UTF-8
    name: Buffer.from(originalname, 'latin1').toString('utf8'),
    contentType: mimetype,
    content: buffer,
  }));
}

function refusal(error: unknown): ApiProblem {
  if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') {
    return new ApiProblem(413, 'Payload Too Large', 'Maximum upload size exceeded');
  }
  return invalidArgument(error instanceof Error ? error.message : 'the upload cannot be read');
}
