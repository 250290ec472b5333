import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ExperimentResultsOf } from './experiment-results.service.js';
import { Experiments } from './experiments.service.js';
import { ExposuresController } from './exposures.controller.js';
import { Exposures } from './exposures.service.js';

@Module({
  imports: [AccountsModule],
  controllers: [ExposuresController],
  providers: [ExperimentResultsOf, Experiments, Exposures],
  exports: [ExperimentResultsOf, Experiments],
})
export class ExperimentsModule {}
