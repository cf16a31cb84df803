-- Times are milliseconds since the epoch, as the law counts them. Nothing here says what was spoken.

create table groups (
  id text primary key,
  name text not null,
  founded_at timestamptz not null default now()
);

create table members (
  id text primary key,
  group_id text not null references groups,
  name text not null,
  -- How two names are compared: look-alikes share a key.
  name_key text not null,
  role text not null check (role in ('member', 'facilitator', 'co-facilitator')),
  look json not null,
  unique (group_id, name_key)
);

-- `mark` binds a browser's session to one group: the marks of one browser in two groups cannot be linked.
create table sessions (
  mark text primary key,
  member_id text not null references members,
  seen_on date not null default current_date
);

create table facilitator_keys (
  key_hash text primary key,
  group_id text not null references groups,
  used_by text references members
);

create table meetings (
  id text primary key,
  group_id text not null references groups,
  code text not null unique,
  name text not null,
  starts_at bigint not null,
  minutes integer not null,
  place text not null,
  chairs integer not null,
  sheet json not null,
  what_happens json not null,
  agreements json not null,
  ended boolean not null default false
);

create table seats (
  meeting_id text not null references meetings,
  member_id text not null references members,
  seat_id text not null unique,
  primary key (meeting_id, member_id)
);

-- json, not jsonb: an event comes back to the byte as it was written.
create table circle_events (
  meeting_id text not null,
  version integer not null check (version > 0),
  event json not null,
  primary key (meeting_id, version)
);

create table circle_signs_of_life (
  meeting_id text primary key,
  at bigint not null
);

create table lines (
  meeting_id text not null,
  id text not null,
  place bigint generated always as identity,
  line json not null,
  primary key (meeting_id, id)
);

create table reports (
  id bigint generated always as identity primary key,
  meeting_id text not null,
  from_member text not null,
  about_member text,
  kind text not null,
  body text not null,
  at bigint not null
);
