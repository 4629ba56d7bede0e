-- Read model "accounts": whether somebody has signed in yet, the kept form of the password, how a session began.
alter table account add column first_signed_in_at timestamptz;

update account set first_signed_in_at = first.at
from (
    select aggregate_identifier, min((convert_from(payload, 'UTF8')::json -> 'stamp' ->> 'at')::timestamptz) as at
    from domain_event where payload_type = 'gateway.SignedIn' group by aggregate_identifier
) as first
where first.aggregate_identifier = account.account_id;

create table account_password (
    account_id text primary key,
    hash       text not null
);

-- Until now there were links only.
alter table browser_session add column method text not null default 'link';
alter table browser_session alter column method drop default;

create index browser_session_of_account on browser_session (account_id);

-- No read model: how often a name or an address was tried within the present window.
create table sign_in_attempts (
    subject  text primary key,
    since    timestamptz not null,
    attempts integer     not null
);

create index sign_in_attempts_by_time on sign_in_attempts (since);
