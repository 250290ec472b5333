import { Module } from '@nestjs/common';
import { EmbedRoutes } from './embed-routes.js';

@Module({ providers: [EmbedRoutes] })
export class EmbedModule {}
