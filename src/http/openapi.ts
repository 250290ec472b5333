import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/**
 * The outer face, generated from the controllers: `/api/openapi.json`, readable at `/api/docs`. `further`: routes that
 * stand on the Fastify instance itself.
 */
export function describeApi(app: INestApplication, ...further: OpenAPIObject['paths'][]): void {
  const config = new DocumentBuilder()
    .setTitle('Thousandfold')
    .setDescription(
      'Campaigns, memberships, gifts and donations. Money is integer minor units with its currency; times are ISO 8601 UTC.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup(
    'api/docs',
    app,
    () => withPaths(SwaggerModule.createDocument(app, config, { autoTagControllers: false }), further),
    {
      jsonDocumentUrl: 'api/openapi.json',
      yamlDocumentUrl: 'api/openapi.yaml',
    },
  );
}

function withPaths(document: OpenAPIObject, further: OpenAPIObject['paths'][]): OpenAPIObject {
  return { ...document, paths: Object.assign({}, ...further, document.paths) };
}
