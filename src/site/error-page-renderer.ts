import { Injectable, type OnModuleInit } from '@nestjs/common';
import { createElement } from 'react';
import { readersLanguage } from '../http/reader-language.js';
import { ErrorPages } from '../http/error-pages.js';
import { ProblemPage } from './pages/problem.js';
import { renderPage } from './render.js';
import { Views } from './views.service.js';

/** Tells the one error filter how a person is to be shown what went wrong. */
@Injectable()
export class ErrorPageRenderer implements OnModuleInit {
  constructor(
    private readonly pages: ErrorPages,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.pages.register(({ status }, request) =>
      // It may have gone wrong before anybody listened for the language.
      renderPage(createElement(ProblemPage, { view: this.views.view(readersLanguage(request)), status })),
    );
  }
}
