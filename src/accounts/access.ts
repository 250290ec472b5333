import { Reflector } from '@nestjs/core';
import type { Role } from './staff-account.js';

/** Who may call a route: anybody, who signed in at all, or staff of at least that role. */
export type AccessLevel = 'public' | 'reader' | Role;

/** Every route says who may call it, itself or by its controller; one that does not answers 403. */
export const Access = Reflector.createDecorator<AccessLevel>();
