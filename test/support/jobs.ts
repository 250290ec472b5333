import PgBoss from 'pg-boss';

/** As the minute's end does: the job is due. */
export function isDue(databaseUrl: string, job: string): Promise<void> {
  return withBoss(databaseUrl, async (boss) => {
    await boss.insert([{ name: job, data: {}, singletonKey: 'test' }]);
  });
}

/** What a dead process had begun is taken for lost: the two minutes until then pass at once. */
export function minutesPass(databaseUrl: string): Promise<void> {
  return withBoss(databaseUrl, async (boss) => {
    await boss
      .getDb()
      .executeSql(
        `update pgboss.job set started_on = started_on - interval '10 minutes' where state = 'active'`,
        [],
      );
    await boss.maintain();
  });
}

async function withBoss(connectionString: string, work: (boss: PgBoss) => Promise<void>): Promise<void> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false });
  await boss.start();
  await work(boss);
  await boss.stop({ graceful: false });
}
