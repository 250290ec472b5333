import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money is integer minor units beside its currency; every instant is timestamptz; test and live rows say which they are. */
export class First1763800000000 implements MigrationInterface {
  name = 'First1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration has nothing to go back to');
  }
}

const campaigns = [
  `create table campaigns (
    id uuid primary key,
    slug text not null constraint campaigns_slug unique,
    title text not null,
    headline text not null,
    story text not null,
    copy jsonb not null default '{}',
    published boolean not null default false,
    goal_kind text not null constraint campaigns_goal_kind check (goal_kind in ('members', 'money')),
    goal_target bigint not null constraint campaigns_goal_target check (goal_target > 0),
    goal_currency text,
    next_goals jsonb not null default '[]',
    matching jsonb,
    milestones jsonb not null default '[25, 50, 75, 90, 100]',
    tell_members_at jsonb not null default '[]',
    baseline bigint not null default 0,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    time_zone text not null,
    livemode boolean not null,
    count_returning boolean not null default false,
    count_gifts_at text not null default 'purchase'
      constraint campaigns_count_gifts_at check (count_gifts_at in ('purchase', 'redemption')),
    uncount_gifts_to_members boolean not null default false,
    claims jsonb not null default '[]',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint campaigns_interval check (starts_at < ends_at)
  )`,
  `create table campaign_results (
    campaign_id uuid primary key,
    frozen_at timestamptz not null,
    progress jsonb not null,
    entries bigint not null,
    digest text not null
  )`,
  `create table campaign_milestones (
    campaign_id uuid not null,
    percent integer not null,
    reached_at timestamptz not null,
    tell_through bigint,
    told_to bigint,
    told_at timestamptz,
    primary key (campaign_id, percent)
  )`,
  `create table campaign_news_refusals (
    email_hash text primary key,
    refused_at timestamptz not null
  )`,
  `create table ledger_entries (
    id bigint generated always as identity primary key,
    campaign_id uuid not null references campaigns (id),
    kind text not null,
    source text not null,
    delta integer not null,
    amount bigint,
    currency text,
    counted bigint,
    rate_day date,
    at timestamptz not null,
    recorded_at timestamptz not null default now(),
    livemode boolean not null,
    member_id uuid,
    purchase_id uuid,
    reverses_id bigint references ledger_entries (id),
    event_id text,
    author text,
    reason text,
    constraint ledger_entries_once unique (campaign_id, source, kind)
  )`,
  `create index ledger_entries_by_time on ledger_entries (campaign_id, at, id)`,
  `create index ledger_entries_reverses on ledger_entries (reverses_id)`,
  `create index ledger_entries_purchase on ledger_entries (purchase_id)`,
  `create index ledger_entries_member on ledger_entries (member_id, campaign_id, kind)`,
  `create index ledger_entries_event on ledger_entries (event_id)`,
  `create index ledger_entries_waiting on ledger_entries (id) where counted is null`,
  `create table exchange_rates (
    currency text not null constraint exchange_rates_currency check (currency ~ '^[a-z]{3}$'),
    day date not null,
    per_euro numeric(18, 8) not null constraint exchange_rates_per_euro check (per_euro > 0),
    digits smallint not null,
    source text not null,
    primary key (currency, day)
  )`,
  // By the newest rates of that day or of the ten before: banks rest at weekends. No row where there are none.
  `create function exchanged(amount numeric, from_currency text, to_currency text, on_day date)
    returns table (value numeric, day date) language sql stable as $$
      select amount * t.per_euro * power(10::numeric, t.digits) / (f.per_euro * power(10::numeric, f.digits)),
        least(f.day, t.day)
      from (select r.per_euro, r.digits, r.day from exchange_rates r
          where r.currency = from_currency and r.day between on_day - 10 and on_day order by r.day desc limit 1) f,
        (select r.per_euro, r.digits, r.day from exchange_rates r
          where r.currency = to_currency and r.day between on_day - 10 and on_day order by r.day desc limit 1) t
      where from_currency <> to_currency
    $$`,
  `create table campaign_tallies (
    campaign_id uuid not null references campaigns (id),
    kind text not null,
    currency text not null default '',
    entries bigint not null default 0,
    delta bigint not null default 0,
    amount bigint not null default 0,
    counted bigint not null default 0,
    updated_at timestamptz not null default now(),
    primary key (campaign_id, kind, currency)
  )`,
];

const payments = [
  `create table purchases (
    id uuid primary key,
    purpose text not null,
    status text not null default 'open' constraint purchases_status check (status in
      ('open', 'processing', 'paid', 'failed', 'expired', 'refunded', 'disputed')),
    amount bigint not null constraint purchases_amount check (amount >= 0),
    currency text not null,
    interval text not null constraint purchases_interval check (interval in ('once', 'month', 'year')),
    quantity integer not null default 1,
    trial_days integer not null default 0,
    first_charge_at timestamptz,
    description text not null,
    title text,
    product_key text not null,
    email text,
    name text,
    locale text not null default 'en',
    details jsonb not null default '{}',
    attribution jsonb not null default '{}',
    campaign_id uuid,
    member_id uuid,
    livemode boolean not null,
    session_id text constraint purchases_session unique,
    session_url text,
    page_number integer not null default 1,
    cancel_path text not null default '/',
    submit_type text not null default 'pay' constraint purchases_submit_type check (submit_type in ('pay', 'donate')),
    customer_id text,
    subscription_id text constraint purchases_subscription unique,
    flag text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    paid_at timestamptz,
    charged_at timestamptz,
    state_applied_at timestamptz
  )`,
  `create table stripe_customers (
    id text primary key,
    email text not null,
    billing_email text,
    livemode boolean not null,
    created_at timestamptz not null default now(),
    constraint stripe_customers_email unique (email, livemode)
  )`,
  `create index purchases_member on purchases (member_id)`,
  `create index purchases_by_email on purchases (lower(email))`,
  `create index purchases_paid on purchases (paid_at)`,
  `create index purchases_ref on purchases ((attribution ->> 'ref')) where attribution ? 'ref'`,
  `create table sharers (
    code text primary key,
    normalised_email text not null,
    listed_as text,
    livemode boolean not null,
    created_at timestamptz not null,
    constraint sharers_email unique (normalised_email, livemode)
  )`,
  `create index purchases_customer on purchases (customer_id)`,
  `create index purchases_flagged on purchases (created_at) where flag is not null`,
  `create table payments (
    id text primary key,
    purchase_id uuid not null references purchases (id),
    invoice_id text,
    initial boolean not null,
    amount bigint not null,
    currency text not null,
    presentment_amount bigint,
    presentment_currency text,
    paid_at timestamptz not null,
    period_end timestamptz,
    livemode boolean not null,
    event_id text
  )`,
  `create index payments_purchase on payments (purchase_id)`,
  `create index payments_invoice on payments (invoice_id)`,
  `create index payments_event on payments (event_id)`,
  `create table refunds (
    id text primary key,
    payment_id text not null,
    amount bigint not null,
    currency text not null,
    status text not null,
    reason text,
    author text,
    created_at timestamptz not null,
    livemode boolean not null,
    event_id text,
    turns integer not null default 0
  )`,
  `create index refunds_payment on refunds (payment_id)`,
  `create index refunds_event on refunds (event_id)`,
  `create table disputes (
    id text primary key,
    payment_id text not null,
    amount bigint not null,
    currency text not null,
    status text not null,
    reason text,
    funds_withdrawn boolean not null default false,
    created_at timestamptz not null,
    livemode boolean not null,
    event_id text,
    turns integer not null default 0
  )`,
  `create index disputes_payment on disputes (payment_id)`,
  `create index disputes_event on disputes (event_id)`,
  `create table subscriptions (
    id text primary key,
    purchase_id uuid not null,
    status text not null,
    period_end timestamptz not null,
    cancel_at timestamptz,
    ended_at timestamptz,
    collection_paused boolean not null,
    amount bigint
  )`,
  `create index subscriptions_purchase on subscriptions (purchase_id)`,
  `create table reconciliations (
    id uuid primary key,
    livemode boolean not null,
    since timestamptz not null,
    fix boolean not null,
    part text,
    cursor text,
    compared integer not null default 0,
    "foreign" integer not null default 0,
    started_at timestamptz not null,
    finished_at timestamptz
  )`,
  `create index reconciliations_newest on reconciliations (started_at)`,
  `create table reconciliation_differences (
    run_id uuid not null references reconciliations (id),
    object_id text not null,
    purchase_id uuid,
    stripe text not null,
    ours text not null,
    event_id text,
    primary key (run_id, object_id)
  )`,
  // A payload of some kB stays in its row, uncompressed: the inbox takes a third more events a second.
  `create table stripe_events (
    id text primary key,
    seq bigserial not null,
    type text not null,
    object_id text,
    api_version text,
    livemode boolean not null,
    created timestamptz not null,
    payload jsonb,
    state text not null default 'received' constraint stripe_events_state check (state in
      ('received', 'retrying', 'applied', 'ignored', 'foreign', 'parked')),
    note text,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    received_at timestamptz not null default now(),
    handled_at timestamptz
  ) with (toast_tuple_target = 8160)`,
  `create index stripe_events_facts on stripe_events (seq)
    where state in ('received', 'retrying') and type like 'checkout.session.%'`,
  `create index stripe_events_due on stripe_events (seq)
    where state in ('received', 'retrying') and type not like 'checkout.session.%'`,
  `create index stripe_events_object on stripe_events (object_id)`,
  `create index stripe_events_by_state on stripe_events (state, seq)`,
  `create index stripe_events_seq on stripe_events (seq)`,
  `create table catch_up_positions (
    part text not null,
    livemode boolean not null,
    seen_until timestamptz not null,
    cursor text,
    primary key (part, livemode)
  )`,
];

const people = [
  `create table plans (
    id text primary key,
    tier text not null,
    name text not null,
    blurb text not null,
    blurbs jsonb not null default '{}',
    interval text not null constraint plans_interval check (interval in ('month', 'year')),
    amount bigint not null constraint plans_amount check (amount > 0),
    currency text not null,
    trial_days integer not null default 0 constraint plans_trial check (trial_days between 0 and 730),
    position integer not null default 0,
    active boolean not null default true
  )`,
  `create table plan_mappings (stripe_id text primary key, plan_id text not null references plans (id))`,
  `create table gift_terms (
    plan_id text not null references plans (id),
    months integer not null constraint gift_terms_months check (months between 1 and 60),
    amount bigint not null constraint gift_terms_amount check (amount > 0),
    currency text not null,
    active boolean not null default true,
    primary key (plan_id, months)
  )`,
  `create table members (
    id uuid primary key,
    email text not null,
    normalised_email text not null,
    name text,
    locale text not null default 'en',
    customer_id text,
    first_paid_at timestamptz,
    livemode boolean not null,
    created_at timestamptz not null,
    constraint members_email unique (normalised_email, livemode)
  )`,
  `create table memberships (
    id uuid primary key,
    member_id uuid not null references members (id),
    source text not null constraint memberships_source check (source in ('plan', 'gift', 'complimentary', 'import')),
    tier text not null,
    plan_id text references plans (id),
    gift_id uuid constraint memberships_gift unique,
    purchase_id uuid constraint memberships_purchase unique,
    subscription_id text constraint memberships_subscription unique,
    status text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    grace_until timestamptz,
    frozen_at timestamptz,
    amount bigint,
    currency text,
    cancel_at timestamptz,
    cancelled_at timestamptz,
    ended_at timestamptz,
    reminded_at timestamptz,
    charge_of uuid references memberships (id),
    charge_to timestamptz,
    charge_moved_at timestamptz,
    charge_back_to timestamptz,
    charge_back_at timestamptz,
    livemode boolean not null,
    created_at timestamptz not null,
    constraint memberships_span check (starts_at <= ends_at)
  )`,
  // The same rule as hasAccess in src/members/access.ts; a test holds them together.
  `create function has_access(m memberships, at timestamptz) returns boolean language sql immutable as $$
    select m.status in ('trialing', 'active', 'past_due') and m.frozen_at is null
      and (m.ended_at is null or at < m.ended_at)
      and m.starts_at <= at and at < greatest(m.ends_at, m.grace_until) $$`,
  `create index memberships_member on memberships (member_id)`,
  `create index memberships_running on memberships (ends_at)`,
  `create index memberships_charges on memberships (member_id) where charge_to is not null
    and (charge_moved_at is null or charge_back_to is not null and charge_back_at is null)`,
  `create index memberships_given on memberships (ends_at) where source = 'gift' and ended_at is null`,
  `create table gifts (
    id uuid primary key,
    purchase_id uuid not null,
    place integer not null default 1,
    plan_id text not null references plans (id),
    tier text not null,
    months integer not null,
    status text not null default 'bought' constraint gifts_status check (status in
      ('bought', 'delivered', 'pooled', 'redeemed', 'expired', 'refunded', 'void')),
    giver_name text not null,
    giver_email text not null,
    locale text not null default 'en',
    recipient_name text,
    recipient_email text,
    message text,
    deliver_at timestamptz not null,
    delivered_at timestamptz,
    claim_until timestamptz not null,
    link_version integer not null default 0,
    token_hash text constraint gifts_token unique,
    redeemer_id uuid references members (id),
    redeemed_at timestamptz,
    held_for text,
    held_until timestamptz,
    chosen_for_refund_at timestamptz,
    frozen_at timestamptz,
    bounced_at timestamptz,
    bounce_reason text,
    next_nudge_at timestamptz,
    thanks text,
    thanked_at timestamptz,
    pooled_at timestamptz,
    pool_told_at timestamptz,
    voided_at timestamptz,
    erased_at timestamptz,
    campaign_id uuid,
    livemode boolean not null,
    bought_at timestamptz not null,
    constraint gifts_place unique (purchase_id, place)
  )`,
  `create index gifts_by_giver on gifts (lower(giver_email))`,
  `create index gifts_by_redeemer on gifts (redeemer_id)`,
  `create index gifts_due on gifts (deliver_at) where status = 'bought'`,
  `create index gifts_claim on gifts (claim_until) where status in ('bought', 'delivered')`,
  `create index gifts_nudges on gifts (next_nudge_at) where status = 'delivered' and next_nudge_at is not null`,
  `create index gifts_unerased on gifts (claim_until) where redeemed_at is null and erased_at is null`,
  `create index gifts_pooled on gifts (pooled_at) where status = 'pooled'`,
  `create index gifts_pool_untold on gifts (purchase_id)
    where pooled_at is not null and redeemed_at is not null and pool_told_at is null`,
  `create table pool_requests (
    id uuid primary key,
    email text not null,
    normalised_email text not null,
    name text not null,
    locale text not null default 'en',
    token_hash text not null constraint pool_requests_token unique,
    asked_at timestamptz not null,
    confirmed_at timestamptz,
    served_at timestamptz,
    gift_id uuid constraint pool_requests_gift unique references gifts (id),
    livemode boolean not null
  )`,
  `create index pool_requests_waiting on pool_requests (confirmed_at)
    where confirmed_at is not null and served_at is null`,
  `create index pool_requests_by_email on pool_requests (normalised_email)`,
  `create index pool_requests_asked on pool_requests (asked_at)`,
  `create table gift_confirmations (
    token_hash text primary key,
    gift_id uuid not null references gifts (id),
    email text not null,
    name text not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create table donations (
    id uuid primary key,
    purchase_id uuid not null constraint donations_purchase unique,
    member_id uuid references members (id),
    email text,
    name text,
    amount bigint not null,
    currency text not null,
    interval text not null constraint donations_interval check (interval in ('once', 'month', 'year')),
    dedication text,
    status text not null,
    subscription_id text constraint donations_subscription unique,
    paid_until timestamptz,
    ended_at timestamptz,
    campaign_id uuid,
    livemode boolean not null,
    donated_at timestamptz not null
  )`,
  `create index donations_time on donations (donated_at)`,
  `create index donations_member on donations (member_id)`,
  `create index donations_by_email on donations (lower(email))`,
];

const banners = [
  `create table newsletters (
    key text primary key constraint newsletters_key check (key ~ '^[a-z0-9-]{1,40}$'),
    name text not null,
    description text not null,
    position integer not null default 0,
    hidden boolean not null default false
  )`,
  `create table newsletter_subscriptions (
    id uuid primary key,
    email text not null,
    normalised_email text not null,
    newsletter text not null references newsletters (key),
    asked_at timestamptz not null,
    confirmed_at timestamptz,
    left_at timestamptz,
    livemode boolean not null,
    constraint newsletter_subscriptions_once unique (normalised_email, newsletter, livemode)
  )`,
  `create index newsletter_subscriptions_confirmed on newsletter_subscriptions (newsletter, livemode, id)
    where confirmed_at is not null and left_at is null`,
  `create index newsletter_subscriptions_waiting on newsletter_subscriptions (newsletter, livemode, asked_at)
    where confirmed_at is null and left_at is null`,
  `create index newsletter_subscriptions_left on newsletter_subscriptions (left_at) where left_at is not null`,
  `create table newsletter_asks (
    token_hash text primary key,
    subscriptions uuid[] not null,
    asked_at timestamptz not null
  )`,
  `create index newsletter_asks_by_time on newsletter_asks (asked_at)`,
  `create table placements (
    key text primary key constraint placements_key check (key ~ '^[a-z0-9-]{1,40}$'),
    rules jsonb not null,
    updated_at timestamptz not null default now()
  )`,
  `create table experiments (
    key text primary key constraint experiments_key check (key ~ '^[a-z0-9-]{1,40}$'),
    name text not null,
    campaign_id uuid not null references campaigns (id),
    placements text[] not null,
    readers_wanted integer not null,
    currency text not null,
    variants jsonb not null,
    status text not null default 'draft'
      constraint experiments_status check (status in ('draft', 'running', 'stopped', 'decided')),
    winner text,
    started_at timestamptz,
    ended_at timestamptz,
    updated_at timestamptz not null default now(),
    constraint experiments_winner check ((status = 'decided') = (winner is not null))
  )`,
  `create table experiment_counts (
    experiment text not null references experiments (key) on delete cascade,
    variant text not null,
    placement text not null,
    readers bigint not null default 0,
    views bigint not null default 0,
    presses bigint not null default 0,
    primary key (experiment, variant, placement)
  )`,
  `create index purchases_experiment on purchases ((attribution->>'experiment'), created_at)
    where attribution->>'experiment' is not null`,
  `create table banner_scripts (
    version text primary key,
    body bytea not null,
    created_at timestamptz not null default now()
  )`,
];

const mailAndAccounts = [
  `create table mails (
    id uuid primary key,
    dedupe_key text not null constraint mails_once unique,
    template text not null,
    recipient text not null,
    locale text not null,
    about uuid,
    params jsonb,
    state text not null default 'queued' constraint mails_state check (state in ('queued', 'sent', 'failed')),
    attempts integer not null default 0,
    error text,
    queued_at timestamptz not null default now(),
    sent_at timestamptz
  )`,
  `create index mails_by_state on mails (state, queued_at)`,
  `create index mails_about on mails (about) where about is not null`,
  `create index mails_refused on mails (lower(recipient)) where error is not null and state <> 'queued'`,
  `create index mails_alarms on mails (queued_at) where template = 'events-parked'`,
  `create table staff (
    id uuid primary key,
    email text not null constraint staff_email unique,
    role text not null constraint staff_role check (role in ('viewer', 'editor', 'administrator')),
    active boolean not null default true,
    created_at timestamptz not null default now()
  )`,
  `create table sign_in_links (
    token_hash text primary key,
    email text not null,
    audience text not null constraint sign_in_links_audience check (audience in ('staff', 'reader')),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index sign_in_links_email on sign_in_links (email, created_at)`,
  `create table sessions (
    token_hash text primary key,
    audience text not null constraint sessions_audience check (audience in ('staff', 'reader')),
    email text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create index sessions_expiry on sessions (expires_at)`,
  `create table audit_entries (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    actor text not null,
    action text not null,
    subject text not null,
    details jsonb not null default '{}'
  )`,
];

const statements = [...campaigns, ...payments, ...people, ...banners, ...mailAndAccounts];
