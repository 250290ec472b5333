import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { FieldErrors } from '../common/errors.js';

/** An error as an answer shows it: nothing internal. */
export interface Problem {
  status: number;
  code: string;
  message: string;
  fields?: FieldErrors;
}

type Renderer = (problem: Problem, request: FastifyRequest) => string;

/** What a person sees instead of JSON; the pages' module registers how. */
@Injectable()
export class ErrorPages {
  private renderer: Renderer | null = null;

  register(renderer: Renderer): void {
    this.renderer = renderer;
  }

  render(problem: Problem, request: FastifyRequest): string | null {
    return this.renderer?.(problem, request) ?? null;
  }
}
